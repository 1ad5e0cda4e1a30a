package dev.astir.tracker.postgres;

import dev.astir.tracker.postgres.InactivityTick.Outcome;
import dev.astir.tracker.postgres.SilenceTable.Returned;
import dev.astir.tracker.postgres.SilenceTable.Silent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the reports of an {@link InactivityWatch}. Safe for use by several threads. */
final class SilenceReports {
    private static final Logger log = LoggerFactory.getLogger(InactivityWatch.class);

    /** A batch that takes longer than this is committed as far as it is. */
    private static final long LONGEST_BATCH_NANOS = Duration.ofSeconds(2).toNanos();

    /** How many clients are found by one look at all, and held in memory by their ids. */
    private static final int MOST_FOUND = 10_000;

    private final DataSource dataSource;
    private final SilenceTable table;
    private final InactivityListener listener;
    private final int batchSize;
    private final LongSupplier nanoTime;

    /** The clients at which the listener failed last, or empty. */
    private volatile String failedReturn = "";

    private volatile String failedSilence = "";

    SilenceReports(
            PostgresActivityStore store,
            InactivityListener listener,
            int batchSize,
            LongSupplier nanoTime) {
        this.dataSource = store.dataSource();
        this.table = new SilenceTable(store.tables());
        this.listener = listener;
        this.batchSize = batchSize;
        this.nanoTime = nanoTime;
    }

    /**
     * Reports who returned, and who is newly silent.
     *
     * @param from clients last seen before this are ignored, unless they were reported
     * @param to clients last seen until then are silent
     */
    InactivityTick tick(Instant now, Instant from, Instant to, BooleanSupplier closing) {
        Tick tick = new Tick(now, from, to, closing);
        return new InactivityTick(tick.run(), tick.silent, tick.returned);
    }

    /** How a step, or a batch of it, ended. */
    private enum End {
        ALL,
        PARTLY,
        ELSEWHERE,
        LISTENER_FAILED,
        CLOSED
    }

    /** One of the two kinds of reports. */
    private interface Kind<T> {
        /** Who may have to be reported, by a look at all clients. */
        List<String> find(Connection connection) throws SQLException;

        /** Which of these have to be. */
        List<T> check(Connection connection, List<String> ids) throws SQLException;

        /** Writes that these are reported. */
        void write(Connection connection, List<T> clients) throws SQLException;

        void report(T client) throws Exception;

        /** The listener threw for this one. */
        void failed(T client);

        /** So many were reported, and committed. */
        void reported(int count);
    }

    private final class Tick {
        private final Instant now;
        private final Instant from;
        private final Instant to;
        private final BooleanSupplier closing;
        private long silent;
        private long returned;

        /** How many reports of the last batch were made. */
        private int made;

        Tick(Instant now, Instant from, Instant to, BooleanSupplier closing) {
            this.now = now;
            this.from = from;
            this.to = to;
            this.closing = closing;
        }

        /**
         * Who returned comes first: a client that is silent again by now has returned before. A
         * listener that fails for one kind of report is still asked for the other, so that one
         * client of which it cannot hear does not silence all.
         */
        Outcome run() {
            Outcome outcome = Outcome.DONE;
            List<Supplier<End>> steps =
                    List.of(
                            this::forgetDeleted,
                            () -> reports(new Returns()),
                            () -> reports(new Silences()));
            for (Supplier<End> step : steps) {
                End end = step.get();
                if (end == End.ELSEWHERE) {
                    return Outcome.ELSEWHERE;
                } else if (end == End.CLOSED) {
                    return Outcome.CLOSED;
                } else if (end == End.LISTENER_FAILED) {
                    outcome = Outcome.LISTENER_FAILED;
                }
            }
            return outcome;
        }

        private <T> T locked(T elsewhere, Database.Work<T> work) {
            return Database.transaction(
                    dataSource,
                    "Could not look for clients that went silent or returned",
                    connection -> table.tryLock(connection) ? work.run(connection) : elsewhere);
        }

        private End forgetDeleted() {
            int forgotten;
            do {
                if (closing.getAsBoolean()) {
                    return End.CLOSED;
                }
                forgotten = locked(-1, connection -> table.forgetDeleted(connection, MOST_FOUND));
            } while (forgotten == MOST_FOUND);
            return forgotten < 0 ? End.ELSEWHERE : End.ALL;
        }

        /** Looks at all clients once for many batches, each of which looks at its own again. */
        private <T> End reports(Kind<T> kind) {
            Optional<List<String>> found;
            do {
                if (closing.getAsBoolean()) {
                    return End.CLOSED;
                }
                found = locked(Optional.empty(), c -> Optional.of(kind.find(c)));
                if (found.isEmpty()) {
                    return End.ELSEWHERE;
                }
                List<String> ids = found.get();
                for (int i = 0; i < ids.size(); i += batchSize) {
                    End end = batch(kind, ids.subList(i, Math.min(i + batchSize, ids.size())));
                    if (end != End.ALL) {
                        return end;
                    }
                }
            } while (found.get().size() == MOST_FOUND);
            return End.ALL;
        }

        private <T> End batch(Kind<T> kind, List<String> ids) {
            End end;
            do {
                made = 0;
                end = locked(End.ELSEWHERE, connection -> report(connection, kind, ids));
                kind.reported(made);
            } while (end == End.PARTLY);
            return end;
        }

        private <T> End report(Connection connection, Kind<T> kind, List<String> ids)
                throws SQLException {
            List<T> clients = kind.check(connection, ids);
            Savepoint unwritten = connection.setSavepoint();
            // Before they are made: what cannot be written would be reported at each tick anew.
            kind.write(connection, clients);
            End end = make(kind, clients);
            if (made < clients.size()) {
                connection.rollback(unwritten);
                kind.write(connection, clients.subList(0, made));
            }
            return end;
        }

        private <T> End make(Kind<T> kind, List<T> clients) {
            long start = nanoTime.getAsLong();
            for (T client : clients) {
                if (closing.getAsBoolean()) {
                    return End.CLOSED;
                }
                if (nanoTime.getAsLong() - start > LONGEST_BATCH_NANOS) {
                    return End.PARTLY;
                }
                try {
                    kind.report(client);
                } catch (Throwable t) { // whatever it is, what was reported must be kept
                    if (t instanceof InterruptedException) {
                        Thread.currentThread().interrupt();
                    }
                    log.warn("An inactivity listener threw for {}; will try again", client, t);
                    kind.failed(client);
                    return End.LISTENER_FAILED;
                }
                made++;
            }
            return End.ALL;
        }

        private final class Returns implements Kind<Returned> {
            @Override
            public List<String> find(Connection connection) throws SQLException {
                return table.findReturned(connection, failedReturn, MOST_FOUND);
            }

            @Override
            public List<Returned> check(Connection connection, List<String> ids)
                    throws SQLException {
                return table.returned(connection, ids);
            }

            @Override
            public void write(Connection connection, List<Returned> clients) throws SQLException {
                table.remove(connection, clients);
            }

            @Override
            public void report(Returned client) throws Exception {
                listener.onReturn(client.clientId(), client.silentSince(), client.lastSeen());
            }

            @Override
            public void failed(Returned client) {
                failedReturn = client.clientId();
            }

            @Override
            public void reported(int count) {
                returned += count;
            }
        }

        private final class Silences implements Kind<Silent> {
            @Override
            public List<String> find(Connection connection) throws SQLException {
                return table.findSilent(connection, from, to, failedSilence, MOST_FOUND);
            }

            @Override
            public List<Silent> check(Connection connection, List<String> ids) throws SQLException {
                return table.silent(connection, ids, from, to);
            }

            @Override
            public void write(Connection connection, List<Silent> clients) throws SQLException {
                table.add(connection, clients, now);
            }

            @Override
            public void report(Silent client) throws Exception {
                listener.onSilent(client.clientId(), client.lastSeen());
            }

            @Override
            public void failed(Silent client) {
                failedSilence = client.clientId();
            }

            @Override
            public void reported(int count) {
                silent += count;
            }
        }
    }
}

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
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the reports of an {@link InactivityWatch}. Safe for use by several threads. */
final class SilenceReports {
    private static final Logger log = LoggerFactory.getLogger(InactivityWatch.class);

    /** A batch that takes longer than this is committed as far as it is. */
    private static final long LONGEST_BATCH_NANOS = Duration.ofSeconds(2).toNanos();

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

    /** How a transaction ended. */
    private enum Batch {
        MORE,
        LAST,
        ELSEWHERE,
        LISTENER_FAILED,
        CLOSED
    }

    /** What a transaction does once it has the lock. */
    private interface Step {
        Batch run(Connection connection) throws SQLException;
    }

    /** Reports one client. */
    private interface Report<T> {
        void make(T client) throws Exception;
    }

    /** Writes who was reported. */
    private interface Write<T> {
        void all(List<T> clients) throws SQLException;
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
            for (Step step : List.<Step>of(this::forgetDeleted, this::returned, this::silent)) {
                Batch batch;
                do {
                    batch = closing.getAsBoolean() ? Batch.CLOSED : locked(step);
                } while (batch == Batch.MORE);
                if (batch == Batch.ELSEWHERE) {
                    return Outcome.ELSEWHERE;
                } else if (batch == Batch.CLOSED) {
                    return Outcome.CLOSED;
                } else if (batch == Batch.LISTENER_FAILED) {
                    outcome = Outcome.LISTENER_FAILED;
                }
            }
            return outcome;
        }

        private Batch locked(Step step) {
            return Database.transaction(
                    dataSource,
                    "Could not look for clients that went silent or returned",
                    connection ->
                            table.tryLock(connection) ? step.run(connection) : Batch.ELSEWHERE);
        }

        private Batch forgetDeleted(Connection connection) throws SQLException {
            return table.forgetDeleted(connection, batchSize) < batchSize ? Batch.LAST : Batch.MORE;
        }

        private Batch returned(Connection connection) throws SQLException {
            List<Returned> found = table.returned(connection, failedReturn, batchSize);
            Batch batch =
                    report(
                            connection,
                            found,
                            each ->
                                    listener.onReturn(
                                            each.clientId(), each.silentSince(), each.lastSeen()),
                            clients -> table.remove(connection, clients));
            if (batch == Batch.LISTENER_FAILED) {
                failedReturn = found.get(made).clientId();
            }
            returned += made;
            return batch;
        }

        private Batch silent(Connection connection) throws SQLException {
            List<Silent> found = table.newlySilent(connection, from, to, failedSilence, batchSize);
            Batch batch =
                    report(
                            connection,
                            found,
                            each -> listener.onSilent(each.clientId(), each.lastSeen()),
                            clients -> table.add(connection, clients, now));
            if (batch == Batch.LISTENER_FAILED) {
                failedSilence = found.get(made).clientId();
            }
            silent += made;
            return batch;
        }

        private <T> Batch report(
                Connection connection, List<T> clients, Report<T> report, Write<T> write)
                throws SQLException {
            made = 0;
            Savepoint unwritten = connection.setSavepoint();
            // Before they are made: what cannot be written would be reported at each tick anew.
            write.all(clients);
            Batch end = make(clients, report);
            if (made < clients.size()) {
                connection.rollback(unwritten);
                write.all(clients.subList(0, made));
            }
            return end;
        }

        private <T> Batch make(List<T> clients, Report<T> report) {
            long start = nanoTime.getAsLong();
            for (T client : clients) {
                if (closing.getAsBoolean()) {
                    return Batch.CLOSED;
                }
                if (nanoTime.getAsLong() - start > LONGEST_BATCH_NANOS) {
                    return Batch.MORE;
                }
                try {
                    report.make(client);
                } catch (Throwable t) { // whatever it is, what was reported must be kept
                    if (t instanceof InterruptedException) {
                        Thread.currentThread().interrupt();
                    }
                    log.warn("An inactivity listener threw for {}; will try again", client, t);
                    return Batch.LISTENER_FAILED;
                }
                made++;
            }
            return clients.size() < batchSize ? Batch.LAST : Batch.MORE;
        }
    }
}

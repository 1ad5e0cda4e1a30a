package dev.astir.tracker.redis;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that both holds the lock and writes. PostgreSQL frees the lock only when this
 * session is over, and so is every transaction of it: whoever gets the lock next sees all that was
 * committed here, and nothing can be committed here any more.
 */
final class SyncSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisToPostgresSync.class);

    private static final String LOCK = "SELECT pg_try_advisory_lock" + lockKey();
    private static final String UNLOCK = "SELECT pg_advisory_unlock" + lockKey();

    /** A row that PostgreSQL refuses. */
    record Rejected<T>(T row, DataRejectedException cause) {}

    /** What was written of a chunk, and what was not. */
    record Written(
            int sightings,
            int hits,
            List<Rejected<Sighting>> rejectedSightings,
            List<Rejected<ActivityHits>> rejectedHits) {}

    private interface Rows<T> {
        void write(Connection connection, List<T> rows);
    }

    private final Connection connection;
    private final boolean autoCommit;
    private final PostgresActivityStore store;
    private final SyncLedger ledger;
    private final String name;

    private SyncSession(
            Connection connection, PostgresActivityStore store, SyncLedger ledger, String name)
            throws SQLException {
        this.connection = connection;
        this.store = store;
        this.ledger = ledger;
        this.name = name;
        this.autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
    }

    /** Opens a session, or none if another node has one. */
    static Optional<SyncSession> open(
            DataSource dataSource, PostgresActivityStore store, SyncLedger ledger, String name)
            throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            SyncSession session = new SyncSession(connection, store, ledger, name);
            if (session.call(LOCK)) {
                return Optional.of(session);
            }
            connection.setAutoCommit(session.autoCommit);
        } catch (Throwable t) {
            abort(connection); // it may have the lock
            throw t;
        }
        connection.close();
        return Optional.empty();
    }

    /** Writes a chunk: its sightings again if they are there already, its hits once. */
    Written write(Chunk chunk) throws SQLException {
        List<Rejected<Sighting>> rejectedSightings = new ArrayList<>();
        // Two transactions, because others lock rows of one table at a time.
        if (!chunk.sightings().isEmpty()) {
            write(chunk.sightings(), store::upsert, rejectedSightings);
            connection.commit();
        }
        List<Rejected<ActivityHits>> rejectedHits = new ArrayList<>();
        boolean counts = !chunk.hits().isEmpty() && ledger.enter(connection, name, chunk);
        if (counts) {
            write(chunk.hits(), store::addHits, rejectedHits);
        }
        connection.commit();
        return new Written(
                chunk.sightings().size() - rejectedSightings.size(),
                counts ? chunk.hits().size() - rejectedHits.size() : 0,
                rejectedSightings,
                rejectedHits);
    }

    /** Finds rows that are refused by halving. */
    private <T> void write(List<T> rows, Rows<T> statement, List<Rejected<T>> rejected)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            statement.write(connection, rows);
            // What is deferred to the commit could no longer be told from the other rows there.
            store.checkConstraints(connection);
            connection.releaseSavepoint(before);
        } catch (DataRejectedException e) {
            connection.rollback(before);
            if (rows.size() == 1) {
                rejected.add(new Rejected<>(rows.get(0), e));
            } else {
                int half = rows.size() / 2;
                write(rows.subList(0, half), statement, rejected);
                write(rows.subList(half, rows.size()), statement, rejected);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            call(UNLOCK);
            connection.setAutoCommit(autoCommit);
            connection.close();
        } catch (SQLException | RuntimeException e) {
            // All that matters is committed. The lock must not go back into a pool.
            log.debug("Could not release the lock; ending the session", e);
            abort(connection);
        }
    }

    private boolean call(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, ledger.table() + ' ' + name);
            try (ResultSet row = statement.executeQuery()) {
                boolean answer = row.next() && row.getBoolean(1);
                connection.commit();
                return answer;
            }
        }
    }

    private static void abort(Connection connection) {
        try (connection) {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            log.debug("Could not end a session", e);
        }
    }

    private static String lockKey() {
        return "(hashtext('astir-tracker-sync'), hashtext(?))";
    }
}

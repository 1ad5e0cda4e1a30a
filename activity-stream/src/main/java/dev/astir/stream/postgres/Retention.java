package dev.astir.stream.postgres;

import dev.astir.stream.StreamException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Drops whole partitions that are too old, and what belonged to their events. A drop needs a lock
 * that publishers would have to queue behind, so it waits for it a short time only, and tries again
 * after a pause in which they get on. Thread-safe.
 */
final class Retention {
    private static final String DROP = "SELECT activity_events_drop_oldest(?)";

    /** There is no partition for other rows, so nothing below the oldest one has an event. */
    private static final String OLDEST =
            "SELECT min((regexp_match(pg_get_expr(c.relpartbound, c.oid),"
                    + " 'FROM \\(''([0-9a-f-]+)''\\)'))[1])::uuid"
                    + " FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                    + " WHERE i.inhparent = 'activity_events'::regclass";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = Duration.ofMillis(500).toMillis();

    private final Database database;

    Retention(Database database) {
        this.database = database;
    }

    /** Drops what is wholly older; returns how many partitions that were. */
    int dropBefore(Instant time) {
        int dropped = 0;
        while (dropOldest(time)) {
            dropped++;
        }
        // Also what a node left that crashed after a drop.
        Optional<UUID> oldest =
                database.query("look at partitions", OLDEST, statement -> {}, Retention::firstId);
        oldest.ifPresent(id -> Orphans.deleteBefore(database, id));
        return dropped;
    }

    private boolean dropOldest(Instant time) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.query(
                        "drop old events",
                        DROP,
                        statement -> statement.setObject(1, time.atOffset(ZoneOffset.UTC)),
                        Retention::isNamed);
            } catch (StreamException e) {
                if (attempt == ATTEMPTS || !isAboutLocks(e)) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static boolean isNamed(ResultSet rows) throws SQLException {
        return rows.next() && rows.getString(1) != null;
    }

    private static boolean isAboutLocks(StreamException failure) {
        return failure.getCause() instanceof SQLException cause
                && (LOCK_NOT_AVAILABLE.equals(cause.getSQLState())
                        || DEADLOCK.equals(cause.getSQLState()));
    }

    private static void pause(StreamException failure) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static Optional<UUID> firstId(ResultSet rows) throws SQLException {
        return rows.next() ? Optional.ofNullable(rows.getObject(1, UUID.class)) : Optional.empty();
    }
}

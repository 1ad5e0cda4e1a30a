package dev.astir.stream.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deletes events of one type that are too old, of all feeds, with what belonged to them, and raises
 * the feeds' floors: nobody resumes from a position that would need them. Row by row, since other
 * types of the same months stay; in short transactions, each of which reads a bounded part of the
 * events by their ids, by one node at a time. Thread-safe.
 */
final class TypeRetention {
    private static final int BATCH = 1_000;

    /**
     * How many events of all types a transaction looks at. An index by type would make that
     * needless, and every publication dearer by a sixth of what it costs the database.
     */
    private static final int PART = 10_000;

    /** How long an event may wait between getting its id and being stored. */
    private static final Duration LATE = Duration.ofDays(1);

    /**
     * After this time everything is looked at, once: what was locked by others is found then, and
     * what was stored very late.
     */
    private static final Duration WHOLE = Duration.ofDays(1);

    private static final String ALONE =
            "SELECT pg_try_advisory_xact_lock(hashtext('activity_type_retention'))";

    private static final String DONE =
            "SELECT done_before FROM activity_type_retention WHERE event_type = ?";

    /** Where a part ends that begins with this id. */
    static final String PART_END =
            "SELECT id FROM activity_events WHERE id >= ? AND id < ? ORDER BY id OFFSET "
                    + PART
                    + " LIMIT 1";

    /** Those that somebody is changing just now are left for the next time. */
    static final String OLD =
            "SELECT feed, id, changed FROM activity_events"
                    + " WHERE event_type = ? AND id >= ? AND id < ? ORDER BY id LIMIT "
                    + BATCH
                    + " FOR UPDATE SKIP LOCKED";

    private static final List<String> DELETE =
            List.of(
                    "DELETE FROM activity_reactions WHERE feed = ANY (?) AND event_id = ANY (?)",
                    "DELETE FROM activity_comments WHERE feed = ANY (?) AND event_id = ANY (?)",
                    "DELETE FROM activity_events WHERE feed = ANY (?) AND id = ANY (?)");

    /** The feeds' rows come last, as with every other change, so that nobody waits in a circle. */
    private static final String RAISE =
            "UPDATE activity_feeds f SET floor = greatest(floor, newest) FROM"
                    + " (SELECT feed, max(changed) AS newest"
                    + " FROM unnest(?::text[], ?::bigint[]) AS gone (feed, changed) GROUP BY feed)"
                    + " AS gone WHERE f.feed = gone.feed AND f.head >= newest";

    private static final String NOTE =
            "INSERT INTO activity_type_retention (event_type, done_before) VALUES (?, ?)"
                    + " ON CONFLICT (event_type) DO UPDATE SET done_before = EXCLUDED.done_before";

    private final Database database;

    /** Up to where the last look at everything went, by type; none since this node started. */
    private final Map<String, Instant> whole = new ConcurrentHashMap<>();

    TypeRetention(Database database) {
        this.database = database;
    }

    /** Deletes them; returns how many there were. */
    int deleteBefore(String type, Instant time) {
        UUID end = firstId(time);
        Instant last = whole.get(type);
        boolean isWhole = last == null || !time.isBefore(last.plus(WHOLE));
        UUID from = isWhole ? new UUID(0, 0) : start(type);
        int deleted = 0;
        Batch batch;
        do {
            UUID first = from;
            batch =
                    database.transaction(
                            "delete old events of a type",
                            connection -> delete(connection, type, first, end));
            deleted += batch.size();
            from = batch.next();
        } while (!from.equals(end));
        if (isWhole && batch.isAlone()) {
            whole.put(type, time);
        }
        return deleted;
    }

    private UUID start(String type) {
        UUID done =
                database.query(
                        "look how far retention is",
                        DONE,
                        statement -> statement.setString(1, type),
                        rows -> rows.next() ? rows.getObject(1, UUID.class) : new UUID(0, 0));
        long late = done.getMostSignificantBits() - (LATE.toMillis() << 16);
        return new UUID(Math.max(0, late), 0);
    }

    private static Batch delete(Connection connection, String type, UUID from, UUID end)
            throws SQLException {
        boolean isAlone =
                Database.query(
                        connection, ALONE, statement -> {}, row -> row.next() && row.getBoolean(1));
        if (!isAlone) {
            return new Batch(0, end, false);
        }
        UUID partEnd =
                Database.query(
                        connection,
                        PART_END,
                        statement -> Database.bind(statement, List.of(from, end)),
                        row -> row.next() ? row.getObject(1, UUID.class) : end);
        List<String> feeds = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        List<Long> changes = new ArrayList<>();
        Database.query(
                connection,
                OLD,
                statement -> Database.bind(statement, List.of(type, from, partEnd)),
                rows -> {
                    while (rows.next()) {
                        feeds.add(rows.getString(1));
                        ids.add(rows.getObject(2, UUID.class));
                        changes.add(rows.getLong(3));
                    }
                    return true;
                });
        if (!ids.isEmpty()) {
            Array feed = connection.createArrayOf("text", feeds.toArray());
            Array id = connection.createArrayOf("uuid", ids.toArray());
            for (String sql : DELETE) {
                update(connection, sql, feed, id);
            }
            update(connection, RAISE, feed, connection.createArrayOf("bigint", changes.toArray()));
        }
        UUID next = ids.size() == BATCH ? ids.get(BATCH - 1) : partEnd;
        if (next.equals(end)) {
            Database.update(
                    connection, NOTE, statement -> Database.bind(statement, List.of(type, end)));
        }
        return new Batch(ids.size(), next, true);
    }

    private static int update(Connection connection, String sql, Array first, Array second)
            throws SQLException {
        return Database.update(
                connection,
                sql,
                statement -> {
                    statement.setArray(1, first);
                    statement.setArray(2, second);
                });
    }

    /** The smallest id of that time; a time before 1970 has none. */
    private static UUID firstId(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
    }

    /**
     * What one transaction deleted.
     *
     * @param next where the next one begins
     * @param isAlone whether no other node is at it
     */
    private record Batch(int size, UUID next, boolean isAlone) {}
}

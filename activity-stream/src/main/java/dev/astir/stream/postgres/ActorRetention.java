package dev.astir.stream.postgres;

import dev.astir.stream.ActorRetentionStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Deletes events of some people that are too old, a bounded part of a feed in each transaction, and
 * remembers for each person how far it has come. Several nodes may do so at once. Thread-safe.
 */
final class ActorRetention {

    /** How many of the oldest are looked at for those of some people. */
    static final int PART = 5_000;

    static final String OLDEST_OF =
            "SELECT id, created, id < activity_events_first_id(?) AS is_old,"
                    + " actor_id IN (SELECT unnest(?::text[]))"
                    + " OR entity_id IN (SELECT unnest(?::text[])) AS is_theirs"
                    + " FROM activity_events WHERE feed = ? AND created > ? ORDER BY created LIMIT "
                    + PART;

    /** The least that is done for all of them; nothing is for one who is not known. */
    private static final String DONE =
            "SELECT min(coalesce(r.done, 0)) FROM unnest(?::text[]) AS people (id)"
                    + " LEFT JOIN activity_actor_retention r ON r.feed = ? AND r.actor_id = people.id";

    /** In order, so that nobody waits in a circle. */
    private static final String NOTE =
            "INSERT INTO activity_actor_retention (feed, actor_id, done)"
                    + " SELECT ?, id, ? FROM unnest(?::text[]) AS people (id) ORDER BY id"
                    + " ON CONFLICT (feed, actor_id) DO UPDATE"
                    + " SET done = greatest(activity_actor_retention.done, EXCLUDED.done)";

    private final Database database;

    ActorRetention(DataSource dataSource) {
        this.database = new Database(dataSource);
    }

    /**
     * Deletes what is too old in one part of the feed.
     *
     * @param after where the last part ended, or null to begin where nothing was looked at yet
     */
    ActorRetentionStep deleteBefore(
            String feed, List<String> actorIds, Instant before, @Nullable Long after) {
        return database.transaction(
                "delete old events of some people",
                connection -> delete(connection, feed, actorIds, before, after));
    }

    private static ActorRetentionStep delete(
            Connection connection,
            String feed,
            List<String> actorIds,
            Instant before,
            @Nullable Long given)
            throws SQLException {
        long done = done(connection, feed, actorIds);
        long after = given == null ? done : given;
        List<UUID> found = new ArrayList<>();
        Looked looked =
                Database.query(
                        connection,
                        OLDEST_OF,
                        statement ->
                                Database.bind(
                                        statement,
                                        List.of(before, actorIds, actorIds, feed, after)),
                        rows -> {
                            int size = 0;
                            long last = after;
                            long allOld = after;
                            boolean anyOld = false;
                            while (rows.next()) {
                                size++;
                                boolean isOld = rows.getBoolean(3);
                                if (isOld && allOld == last) {
                                    allOld = rows.getLong(2);
                                }
                                last = rows.getLong(2);
                                anyOld |= isOld;
                                if (isOld && rows.getBoolean(4)) {
                                    found.add(rows.getObject(1, UUID.class));
                                }
                            }
                            return new Looked(last, allOld, anyOld && size == PART);
                        });
        int deleted = FeedKeeping.delete(connection, feed, found);
        // Where something younger was passed over, the next run begins with that.
        if (after == done && looked.allOld() > done) {
            note(connection, feed, actorIds, looked.allOld());
        }
        return new ActorRetentionStep(
                deleted, looked.mayBeMore() ? Long.toString(looked.last()) : null);
    }

    /**
     * What one transaction looked at.
     *
     * @param last the offset of the newest of those
     * @param allOld the offset up to which all of those are old
     * @param mayBeMore whether old events may follow
     */
    private record Looked(long last, long allOld, boolean mayBeMore) {}

    private static long done(Connection connection, String feed, List<String> actorIds)
            throws SQLException {
        return Database.query(
                connection,
                DONE,
                statement -> Database.bind(statement, List.of(actorIds, feed)),
                rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    private static void note(Connection connection, String feed, List<String> actorIds, long done)
            throws SQLException {
        Database.update(
                connection,
                NOTE,
                statement -> Database.bind(statement, List.of(feed, done, actorIds)));
    }
}

package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActorCounts;
import dev.astir.stream.ActorPage;
import dev.astir.stream.ActorReaction;
import dev.astir.stream.Comment;
import dev.astir.stream.ErasedPerson;
import dev.astir.stream.Erasure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What concerns a whole feed, or all of a person in it, whatever the audiences. Every statement
 * binds the feed. Made by {@code ActivityStream}. Thread-safe.
 */
public final class FeedKeeping {
    private static final String EVENTS =
            "SELECT "
                    + EventRows.COLUMNS
                    + " FROM activity_events WHERE feed = ? AND created > ? AND NOT deleted"
                    + " AND (actor_id = ? OR entity_id = ?) ORDER BY created LIMIT ?";

    private static final String COUNTS =
            "SELECT count(*), min(occurred_at), (SELECT count(*) FROM activity_comments"
                    + " WHERE feed = ? AND author_id = ?), (SELECT count(*)"
                    + " FROM activity_reactions WHERE feed = ? AND actor_id = ?)"
                    + " FROM activity_events WHERE feed = ? AND NOT deleted"
                    + " AND (actor_id = ? OR entity_id = ?)";

    private static final String COMMENTS =
            "SELECT "
                    + CommentTable.COLUMNS
                    + " FROM activity_comments WHERE feed = ? AND author_id = ? AND created > ?"
                    + " ORDER BY created LIMIT ?";

    private static final String REACTIONS =
            "SELECT event_id, emoji, reacted_at FROM activity_reactions"
                    + " WHERE feed = ? AND actor_id = ? AND (event_id, emoji) > (?, ?)"
                    + " ORDER BY event_id, emoji LIMIT ?";

    /** The oldest of the feed; those of them that are too old are in front, but for a few. */
    private static final String OLDEST =
            "SELECT id FROM (SELECT id FROM activity_events WHERE feed = ? ORDER BY created LIMIT ?)"
                    + " AS oldest WHERE id < activity_events_first_id(?)";

    private static final String LOCK =
            "SELECT id FROM activity_events WHERE feed = ? AND id = ANY (?::uuid[]) ORDER BY id"
                    + " FOR UPDATE";
    private static final String DELETE =
            "DELETE FROM activity_events WHERE feed = ? AND id = ANY (?::uuid[]) RETURNING changed";
    private static final String DELETE_FROM = "DELETE FROM ";
    private static final String OF_EVENTS = " WHERE event_id = ANY (?::uuid[]) AND feed = ?";
    private static final String RAISE =
            "UPDATE activity_feeds SET floor = greatest(floor, ?) WHERE feed = ?";

    private final Database database;

    /**
     * @param dataSource a pool whose role may use the tables, see {@link StreamSchema#migrate}; at
     *     the isolation level READ COMMITTED
     */
    public FeedKeeping(DataSource dataSource) {
        this.database = new Database(dataSource);
    }

    /** How much somebody left. */
    public ActorCounts counts(String feed, String actorId) {
        return database.query(
                "count what somebody left",
                COUNTS,
                statement ->
                        Database.bind(
                                statement,
                                List.of(feed, actorId, feed, actorId, feed, actorId, actorId)),
                rows -> {
                    rows.next();
                    OffsetDateTime oldest = rows.getObject(2, OffsetDateTime.class);
                    return new ActorCounts(
                            rows.getLong(1),
                            rows.getLong(3),
                            rows.getLong(4),
                            oldest == null ? null : oldest.toInstant());
                });
    }

    /** A page of the events that somebody published, or that are about them, oldest first. */
    public ActorPage<ActivityEvent> events(String feed, String actorId, long after, int limit) {
        return database.query(
                "read somebody's events",
                EVENTS,
                statement ->
                        Database.bind(statement, List.of(feed, after, actorId, actorId, limit + 1)),
                rows ->
                        page(
                                rows,
                                limit,
                                EventRows::event,
                                row -> Long.toString(row.getLong(EventRows.CREATED))));
    }

    /** A page of what somebody said about events, oldest first. */
    public ActorPage<Comment> comments(String feed, String actorId, long after, int limit) {
        return database.query(
                "read somebody's comments",
                COMMENTS,
                statement -> Database.bind(statement, List.of(feed, actorId, after, limit + 1)),
                rows ->
                        page(
                                rows,
                                limit,
                                CommentTable::comment,
                                row -> Long.toString(row.getLong("created"))));
    }

    /** A page of somebody's reactions, by event. */
    public ActorPage<ActorReaction> reactions(
            String feed, String actorId, UUID afterEvent, String afterEmoji, int limit) {
        return database.query(
                "read somebody's reactions",
                REACTIONS,
                statement ->
                        Database.bind(
                                statement,
                                List.of(feed, actorId, afterEvent, afterEmoji, limit + 1)),
                rows ->
                        page(
                                rows,
                                limit,
                                row ->
                                        new ActorReaction(
                                                row.getObject(1, UUID.class),
                                                row.getString(2),
                                                row.getObject(3, OffsetDateTime.class).toInstant()),
                                row -> row.getString(1) + row.getString(2)));
    }

    private static <T> ActorPage<T> page(
            ResultSet rows, int limit, Database.Reading<T> item, Database.Reading<String> place)
            throws SQLException {
        List<T> items = new ArrayList<>();
        @Nullable String last = null;
        while (rows.next()) {
            if (items.size() == limit) {
                return new ActorPage<>(items, last);
            }
            items.add(item.read(rows));
            last = place.read(rows);
        }
        return new ActorPage<>(items, null);
    }

    /** Takes a person out of a feed, and out of what others wrote there. */
    public Erasure erase(String feed, ErasedPerson person, Consumer<List<Committed>> afterCommit) {
        return new Eraser(database, feed, person.actorId(), person.replacement(), afterCommit)
                .erase(person);
    }

    /**
     * Deletes some of the oldest events of a feed that got their ids before a time, with what
     * belongs to them, and raises the feed's floor, in one transaction.
     *
     * @return how many were deleted; fewer than the limit when there are no more
     */
    public int deleteBefore(String feed, Instant before, int limit) {
        return database.transaction(
                "delete old events", connection -> deleteBefore(connection, feed, before, limit));
    }

    private static int deleteBefore(Connection connection, String feed, Instant before, int limit)
            throws SQLException {
        List<UUID> found =
                Database.query(
                        connection,
                        OLDEST,
                        statement -> Database.bind(statement, List.of(feed, limit, before)),
                        Eraser::ids);
        if (found.isEmpty()) {
            return 0;
        }
        // As elsewhere: the events first, in order, the feed's row last.
        List<UUID> ids = ofFeed(connection, LOCK, feed, found, Eraser::ids);
        for (String table : List.of("activity_reactions", "activity_comments")) {
            Database.update(
                    connection,
                    DELETE_FROM + table + OF_EVENTS,
                    statement -> {
                        EventBatch.setIds(statement, 1, ids);
                        statement.setString(2, feed);
                    });
        }
        long newest =
                ofFeed(
                        connection,
                        DELETE,
                        feed,
                        ids,
                        rows -> {
                            long changed = 0;
                            while (rows.next()) {
                                changed = Math.max(changed, rows.getLong(1));
                            }
                            return changed;
                        });
        Database.update(
                connection, RAISE, statement -> Database.bind(statement, List.of(newest, feed)));
        return ids.size();
    }

    private static <T> T ofFeed(
            Connection connection,
            String sql,
            String feed,
            List<UUID> ids,
            Database.Reading<T> reading)
            throws SQLException {
        return Database.query(
                connection,
                sql,
                statement -> {
                    statement.setString(1, feed);
                    EventBatch.setIds(statement, 2, ids);
                },
                reading);
    }
}

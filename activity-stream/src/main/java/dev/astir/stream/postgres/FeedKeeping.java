package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActorCounts;
import dev.astir.stream.ActorPage;
import dev.astir.stream.ActorReaction;
import dev.astir.stream.ActorRetentionStep;
import dev.astir.stream.Comment;
import dev.astir.stream.ErasedPerson;
import dev.astir.stream.Erasure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * An event is once each person's who published it, or whom it is about. Two readings, which
     * PostgreSQL shares among its workers, take half the time of one that looks at both for each
     * event.
     */
    private static final String EVENTS_OF_EACH =
            "SELECT id, sum(n)::bigint, min(oldest) FROM (SELECT actor_id AS id, count(*) AS n,"
                    + " min(occurred_at) AS oldest FROM activity_events"
                    + " WHERE feed = ? AND NOT deleted GROUP BY actor_id"
                    + " UNION ALL SELECT entity_id, count(*), min(occurred_at)"
                    + " FROM activity_events JOIN unnest(?::text[]) AS people (id)"
                    + " ON people.id = entity_id WHERE feed = ? AND NOT deleted"
                    + " AND actor_id IS DISTINCT FROM entity_id GROUP BY entity_id) AS parts"
                    + " JOIN unnest(?::text[]) AS people (id) USING (id) GROUP BY id";

    private static final String COMMENTS_OF_EACH =
            "SELECT author_id, count(*) FROM activity_comments JOIN unnest(?::text[])"
                    + " AS people (author_id) USING (author_id) WHERE feed = ? GROUP BY author_id";

    private static final String REACTIONS_OF_EACH =
            "SELECT actor_id, count(*) FROM activity_reactions JOIN unnest(?::text[])"
                    + " AS people (actor_id) USING (actor_id) WHERE feed = ? GROUP BY actor_id";

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
    private final ActorRetention actorRetention;

    /**
     * @param dataSource a pool whose role may use the tables, see {@link StreamSchema#migrate}; at
     *     the isolation level READ COMMITTED
     */
    public FeedKeeping(DataSource dataSource) {
        this.database = new Database(dataSource);
        this.actorRetention = new ActorRetention(dataSource);
    }

    /** How much each of these people left, who left anything. */
    public Map<String, ActorCounts> counts(String feed, List<String> actorIds) {
        Map<String, Long> comments = numbers(COMMENTS_OF_EACH, feed, actorIds);
        Map<String, Long> reactions = numbers(REACTIONS_OF_EACH, feed, actorIds);
        Map<String, ActorCounts> counts = new HashMap<>();
        database.query(
                "count what people left",
                EVENTS_OF_EACH,
                statement -> Database.bind(statement, List.of(feed, actorIds, feed, actorIds)),
                rows -> {
                    while (rows.next()) {
                        String id = rows.getString(1);
                        counts.put(
                                id,
                                new ActorCounts(
                                        rows.getLong(2),
                                        comments.getOrDefault(id, 0L),
                                        reactions.getOrDefault(id, 0L),
                                        rows.getObject(3, OffsetDateTime.class).toInstant()));
                    }
                    return counts;
                });
        for (String id : actorIds) {
            long said = comments.getOrDefault(id, 0L);
            long felt = reactions.getOrDefault(id, 0L);
            if (said + felt > 0) {
                counts.putIfAbsent(id, new ActorCounts(0, said, felt, null));
            }
        }
        return counts;
    }

    private Map<String, Long> numbers(String sql, String feed, List<String> actorIds) {
        return database.query(
                "count what people said",
                sql,
                statement -> Database.bind(statement, List.of(actorIds, feed)),
                rows -> {
                    Map<String, Long> numbers = new HashMap<>();
                    while (rows.next()) {
                        numbers.put(rows.getString(1), rows.getLong(2));
                    }
                    return numbers;
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
        return delete(connection, feed, found);
    }

    /**
     * Deletes the events of some people, and those about them, that got their ids before a time;
     * otherwise as {@link #deleteBefore(String, Instant, int)}, a bounded part of the feed at a
     * time.
     *
     * @param after where the last part ended, or null for the first one
     */
    public ActorRetentionStep deleteBefore(
            String feed, List<String> actorIds, Instant before, @Nullable Long after) {
        return actorRetention.deleteBefore(feed, actorIds, before, after);
    }

    /** Deletes events with what belongs to them; returns how many were still there. */
    static int delete(Connection connection, String feed, List<UUID> found) throws SQLException {
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

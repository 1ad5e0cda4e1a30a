package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ErasedPerson;
import dev.astir.stream.Erasure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes one person out of one feed: out of the outbox, then a batch of events at a time. Each is
 * one transaction, in which every event takes an offset. Not thread-safe.
 */
final class Eraser {
    private static final int BATCH = 100;

    private static final String DELETE_WAITING =
            "DELETE FROM activity_outbox WHERE feed = ? AND actor_id = ?";

    /**
     * The id of the event that is a row's entity. Compared as what it is, it is found by the key of
     * the table; compared as text, each row is held against each event of the person.
     */
    private static final String ENTITY =
            "CASE WHEN e.entity_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'"
                    + " THEN e.entity_id::uuid END";

    private static final String ABOUT_PERSON_OR_EVENT =
            "(e.entity_id = ? OR (SELECT own.actor_id FROM activity_events own"
                    + " WHERE own.feed = e.feed AND own.id = "
                    + ENTITY
                    + ") = ?";

    /** Whose entity is the person, or an event of theirs, which may wait as well. */
    static final String DELETE_WAITING_ABOUT =
            "DELETE FROM activity_outbox e WHERE e.feed = ? AND "
                    + ABOUT_PERSON_OR_EVENT
                    + " OR EXISTS (SELECT FROM activity_outbox own WHERE own.feed = e.feed"
                    + " AND own.actor_id = ? AND own.id = "
                    + ENTITY
                    + "))";

    private static final String NEXT_EVENTS =
            "SELECT id, created FROM activity_events"
                    + " WHERE feed = ? AND created > ? AND actor_id = ? AND NOT deleted"
                    + " ORDER BY created LIMIT "
                    + BATCH;

    /** Whose entity is the person, or an event of theirs. */
    static final String NEXT_ABOUT =
            "SELECT e.id, e.created FROM activity_events e"
                    + " WHERE e.feed = ? AND e.created > ? AND NOT e.deleted"
                    + " AND e.actor_id IS DISTINCT FROM ? AND "
                    + ABOUT_PERSON_OR_EVENT
                    + ") ORDER BY e.created LIMIT "
                    + BATCH;

    private static final String ALL_OF = " WHERE feed = ? AND event_id = ANY (?::uuid[])";

    static final String NEXT_ATTACHED =
            "SELECT event_id FROM activity_reactions WHERE feed = ? AND actor_id = ?"
                    + " UNION SELECT event_id FROM activity_comments"
                    + " WHERE feed = ? AND author_id = ?"
                    + " UNION SELECT event_id FROM activity_comments"
                    + " WHERE feed = ? AND mentions @> ARRAY[?::text] AND mentions <> '{}' LIMIT "
                    + BATCH;
    private static final String REMOVE_REACTIONS =
            "DELETE FROM activity_reactions" + ALL_OF + " AND actor_id = ?";
    private static final String EMPTY_COMMENTS =
            "UPDATE activity_comments SET " + CommentTable.EMPTY + ALL_OF + " AND author_id = ?";
    private static final String REMOVE_MENTIONS =
            "UPDATE activity_comments SET mentions = array_remove(mentions, ?::text)"
                    + ALL_OF
                    + " AND mentions @> ARRAY[?::text]";
    private static final String REMOVE_EMPTY_PLACES =
            "DELETE FROM activity_comments c"
                    + ALL_OF
                    + " AND deleted AND NOT EXISTS (SELECT 1 FROM activity_comments answer"
                    + " WHERE answer.feed = c.feed AND answer.event_id = c.event_id"
                    + " AND answer.parent_id = c.id)";
    private static final String COUNT_AGAIN =
            ", comment_count = (SELECT count(*) FROM activity_comments c"
                    + " WHERE c.feed = e.feed AND c.event_id = e.id AND NOT c.deleted),"
                    + " reactions = (SELECT coalesce(jsonb_object_agg(emoji, people), '{}') FROM"
                    + " (SELECT emoji, count(*) AS people FROM activity_reactions r"
                    + " WHERE r.feed = e.feed AND r.event_id = e.id GROUP BY emoji) AS counted)";

    private final Database database;
    private final String feed;
    private final String actorId;
    private final @Nullable String replacementName;
    private final Consumer<List<Committed>> afterCommit;

    Eraser(
            Database database,
            String feed,
            String actorId,
            @Nullable String replacementName,
            Consumer<List<Committed>> afterCommit) {
        this.database = database;
        this.feed = feed;
        this.actorId = actorId;
        this.replacementName = replacementName;
        this.afterCommit = afterCommit;
    }

    Erasure erase() {
        // First: what a sequencer has in hand is among the events when it is done.
        return waiting(DELETE_WAITING, List.of(feed, actorId)).plus(events()).plus(attached());
    }

    /** The same, and also what others wrote about the person. */
    Erasure erase(ErasedPerson person) {
        NameEraser names = new NameEraser(database, feed, person, afterCommit);
        return waiting(DELETE_WAITING_ABOUT, List.of(feed, actorId, actorId, actorId))
                .plus(waiting(DELETE_WAITING, List.of(feed, actorId)))
                .plus(about())
                .plus(names.erase())
                .plus(events())
                .plus(attached());
    }

    private Erasure about() {
        return all(
                "events about somebody",
                after -> next(NEXT_ABOUT, List.of(feed, after, actorId, actorId, actorId), after));
    }

    /** Deletes what waits for its position, or was set aside: nobody has seen it yet. */
    private Erasure waiting(String delete, List<Object> values) {
        int rows =
                database.transaction(
                        "delete somebody's events from the outbox",
                        connection -> {
                            boolean unused =
                                    Database.query(
                                            connection,
                                            Sequencing.WAIT,
                                            statement -> {},
                                            ResultSet::next);
                            return Database.update(
                                    connection,
                                    delete,
                                    statement -> Database.bind(statement, values));
                        });
        return new Erasure(rows, 0, 0, 0, 0);
    }

    private Erasure events() {
        return all(
                "somebody's events",
                after -> next(NEXT_EVENTS, List.of(feed, after, actorId), after));
    }

    private Erasure all(String what, LongFunction<Found> next) {
        Erasure all = Erasure.NOTHING;
        Found found = next.apply(0);
        while (!found.ids.isEmpty()) {
            List<UUID> ids = found.ids;
            all = all.plus(batch("delete " + what, c -> deleteEvents(c, ids)));
            found = next.apply(found.created);
        }
        return all;
    }

    private Erasure attached() {
        Erasure all = Erasure.NOTHING;
        List<UUID> ids = nextAttached();
        while (!ids.isEmpty()) {
            List<UUID> batch = ids;
            all = all.plus(batch("remove what somebody said", c -> detach(c, batch)));
            ids = nextAttached();
        }
        return all;
    }

    private Erased deleteEvents(Connection connection, List<UUID> wanted) throws SQLException {
        Map<UUID, ActivityEvent> events = EventBatch.lock(connection, feed, wanted);
        List<UUID> ids = List.copyOf(events.keySet());
        update(connection, "DELETE FROM activity_reactions" + ALL_OF, List.of(), ids, List.of());
        update(connection, "DELETE FROM activity_comments" + ALL_OF, List.of(), ids, List.of());
        return new Erased(
                new Erasure(ids.size(), 0, 0, 0, 0),
                EventBatch.change(connection, feed, events, EventTable.EMPTY));
    }

    private Erased detach(Connection connection, List<UUID> wanted) throws SQLException {
        // Retention may have taken an event away; what belonged to it goes as well.
        Map<UUID, ActivityEvent> events = EventBatch.lock(connection, feed, wanted);
        long reactions = update(connection, REMOVE_REACTIONS, List.of(), wanted, List.of(actorId));
        long comments =
                update(
                        connection,
                        EMPTY_COMMENTS,
                        Database.values(replacementName),
                        wanted,
                        List.of(actorId));
        long mentions =
                update(connection, REMOVE_MENTIONS, List.of(actorId), wanted, List.of(actorId));
        int emptied;
        do {
            // A place that held nothing but such a place is next.
            emptied = update(connection, REMOVE_EMPTY_PLACES, List.of(), wanted, List.of());
        } while (emptied > 0);
        return new Erased(
                new Erasure(0, comments, reactions, mentions, 0),
                EventBatch.change(connection, feed, events, COUNT_AGAIN));
    }

    private Erasure batch(String what, Database.Work<Connection, Erased> work) {
        Erased erased = database.transaction(what, work);
        if (!erased.changes.isEmpty()) {
            afterCommit.accept(erased.changes);
        }
        return erased.counted;
    }

    private Found next(String sql, List<Object> values, long after) {
        return database.query(
                "find events of an erasure",
                sql,
                statement -> Database.bind(statement, values),
                rows -> {
                    List<UUID> ids = new ArrayList<>();
                    long created = after;
                    while (rows.next()) {
                        ids.add(rows.getObject(1, UUID.class));
                        created = rows.getLong(2);
                    }
                    return new Found(ids, created);
                });
    }

    private List<UUID> nextAttached() {
        return database.query(
                "find what somebody said",
                NEXT_ATTACHED,
                statement ->
                        Database.bind(
                                statement, List.of(feed, actorId, feed, actorId, feed, actorId)),
                Eraser::ids);
    }

    private int update(
            Connection connection,
            String sql,
            List<? extends @Nullable Object> before,
            List<UUID> ids,
            List<Object> values)
            throws SQLException {
        return Database.update(connection, sql, statement -> bind(statement, before, ids, values));
    }

    /** Binds the values before the feed, the feed, the events, and the values after. */
    private void bind(
            PreparedStatement statement,
            List<? extends @Nullable Object> before,
            List<UUID> ids,
            List<Object> after)
            throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(before);
        values.add(feed);
        values.add(null);
        values.addAll(after);
        Database.bind(statement, values);
        EventBatch.setIds(statement, before.size() + 2, ids);
    }

    static List<UUID> ids(ResultSet rows) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(rows.getObject(1, UUID.class));
        }
        return ids;
    }

    private record Found(List<UUID> ids, long created) {}

    private record Erased(Erasure counted, List<Committed> changes) {}
}

package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.Erasure;
import dev.astir.stream.StreamException;
import dev.astir.stream.StreamPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes one person out of one feed: out of the outbox, then a batch of events at a time. Each is
 * one transaction, in which every event takes an offset. Not thread-safe.
 */
final class Eraser {
    private static final int BATCH = 100;

    private static final String DELETE_WAITING =
            "DELETE FROM activity_outbox WHERE feed = ? AND actor_id = ?";

    private static final String NEXT_EVENTS =
            "SELECT id, created FROM activity_events"
                    + " WHERE feed = ? AND created > ? AND actor_id = ? AND NOT deleted"
                    + " ORDER BY created LIMIT "
                    + BATCH;

    /** In order, so that two who want several cannot wait for each other; see LockedEvent. */
    private static final String LOCK =
            "SELECT "
                    + EventRows.COLUMNS
                    + " FROM activity_events WHERE feed = ? AND id = ANY (?::uuid[])"
                    + " AND NOT deleted ORDER BY id FOR NO KEY UPDATE";

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
        return waiting().plus(events()).plus(attached());
    }

    /** Deletes what waits for its position, or was set aside: nobody has seen it yet. */
    private Erasure waiting() {
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
                                    DELETE_WAITING,
                                    statement -> Database.bind(statement, List.of(feed, actorId)));
                        });
        return new Erasure(rows, 0, 0, 0);
    }

    private Erasure events() {
        Erasure all = new Erasure(0, 0, 0, 0);
        Found found = next(0);
        while (!found.ids.isEmpty()) {
            List<UUID> ids = found.ids;
            all = all.plus(batch("delete somebody's events", c -> deleteEvents(c, ids)));
            found = next(found.created);
        }
        return all;
    }

    private Erasure attached() {
        Erasure all = new Erasure(0, 0, 0, 0);
        List<UUID> ids = nextAttached();
        while (!ids.isEmpty()) {
            List<UUID> batch = ids;
            all = all.plus(batch("remove what somebody said", c -> detach(c, batch)));
            ids = nextAttached();
        }
        return all;
    }

    private Erased deleteEvents(Connection connection, List<UUID> wanted) throws SQLException {
        Map<UUID, ActivityEvent> events = lock(connection, wanted);
        List<UUID> ids = List.copyOf(events.keySet());
        update(connection, "DELETE FROM activity_reactions" + ALL_OF, List.of(), ids, List.of());
        update(connection, "DELETE FROM activity_comments" + ALL_OF, List.of(), ids, List.of());
        return new Erased(
                new Erasure(ids.size(), 0, 0, 0), change(connection, events, EventTable.EMPTY));
    }

    private Erased detach(Connection connection, List<UUID> wanted) throws SQLException {
        // Retention may have taken an event away; what belonged to it goes as well.
        Map<UUID, ActivityEvent> events = lock(connection, wanted);
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
                new Erasure(0, comments, reactions, mentions),
                change(connection, events, COUNT_AGAIN));
    }

    private Erasure batch(String what, Database.Work<Connection, Erased> work) {
        Erased erased = database.transaction(what, work);
        if (!erased.changes.isEmpty()) {
            afterCommit.accept(erased.changes);
        }
        return erased.counted;
    }

    /** Changes columns of all of them; the last thing that a transaction does. */
    private List<Committed> change(
            Connection connection, Map<UUID, ActivityEvent> events, String columns)
            throws SQLException {
        if (events.isEmpty()) {
            return List.of();
        }
        String sql =
                "WITH moved AS (UPDATE activity_feeds SET head = head + ? WHERE feed = ?"
                        + " RETURNING epoch, head AS new_head)"
                        + " UPDATE activity_events e SET changed = new_head + 1 - place"
                        + columns
                        + " FROM moved, unnest(?::uuid[]) WITH ORDINALITY AS wanted (event, place)"
                        + " WHERE feed = ? AND id = event RETURNING "
                        + EventRows.COLUMNS
                        + ", epoch";
        return Database.query(
                connection,
                sql,
                statement -> {
                    statement.setInt(1, events.size());
                    statement.setString(2, feed);
                    setIds(statement, 3, events.keySet());
                    statement.setString(4, feed);
                },
                rows -> {
                    List<Committed> changes = new ArrayList<>(events.size());
                    while (rows.next()) {
                        Change change = EventRows.change(rows);
                        StreamPosition position =
                                new StreamPosition(rows.getString("epoch"), change.changed());
                        ActivityEvent before = events.get(change.event().id());
                        changes.add(new Committed(feed, position, change, null, before));
                    }
                    if (changes.size() != events.size()) {
                        throw new StreamException("events vanished as somebody was erased");
                    }
                    changes.sort(Comparator.comparingLong(one -> one.position().offset()));
                    return changes;
                });
    }

    private Found next(long after) {
        return database.query(
                "find somebody's events",
                NEXT_EVENTS,
                statement -> Database.bind(statement, List.of(feed, after, actorId)),
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

    /** The events as they are when nobody else can change them any more, by id. */
    private Map<UUID, ActivityEvent> lock(Connection connection, List<UUID> wanted)
            throws SQLException {
        return Database.query(
                connection,
                LOCK,
                statement -> bind(statement, List.of(), wanted, List.of()),
                rows -> {
                    Map<UUID, ActivityEvent> events = new LinkedHashMap<>();
                    while (rows.next()) {
                        ActivityEvent event = EventRows.event(rows);
                        events.put(event.id(), event);
                    }
                    return events;
                });
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
        setIds(statement, before.size() + 2, ids);
    }

    private static void setIds(PreparedStatement statement, int index, Collection<UUID> ids)
            throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("uuid", ids.toArray()));
    }

    private static List<UUID> ids(ResultSet rows) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(rows.getObject(1, UUID.class));
        }
        return ids;
    }

    private record Found(List<UUID> ids, long created) {}

    private record Erased(Erasure counted, List<Committed> changes) {}
}

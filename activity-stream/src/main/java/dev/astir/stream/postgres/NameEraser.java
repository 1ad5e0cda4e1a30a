package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ErasedPerson;
import dev.astir.stream.Erasure;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.feed.EventJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes one person's names out of what others wrote in one feed, a batch at a time; each is one
 * transaction, in which every event takes an offset. Reads all of the feed's texts once. Not
 * thread-safe.
 */
final class NameEraser {
    private static final int BATCH = 100;

    private static final String NAMING =
            " AND concat_ws(' ', message, entity_name, metadata::text) ~ ANY (?)";

    /** May find too much: what is to be replaced is decided where it is read. */
    private static final String NEXT_EVENTS =
            "SELECT id, created FROM activity_events"
                    + " WHERE feed = ? AND created > ? AND NOT deleted"
                    + " AND actor_id IS DISTINCT FROM ?"
                    + NAMING
                    + " ORDER BY created LIMIT "
                    + BATCH;

    private static final String NEXT_COMMENTS =
            "SELECT event_id, id FROM activity_comments"
                    + " WHERE feed = ? AND (event_id, id) > (?, ?) AND NOT deleted"
                    + " AND author_id IS DISTINCT FROM ? AND body ~ ANY (?)"
                    + " ORDER BY event_id, id LIMIT "
                    + BATCH;

    private static final String READ_COMMENTS =
            "SELECT event_id, id, body FROM activity_comments"
                    + " WHERE feed = ? AND event_id = ANY (?::uuid[]) AND id = ANY (?::uuid[])"
                    + " AND NOT deleted";
    private static final String WRITE_COMMENT =
            "UPDATE activity_comments SET body = ? WHERE feed = ? AND event_id = ? AND id = ?";

    /** Also what was set aside, which may be tried again. */
    private static final String NEXT_WAITING =
            "SELECT "
                    + EventRows.COLUMNS
                    + ", number FROM activity_outbox WHERE feed = ? AND number > ?"
                    + " AND actor_id IS DISTINCT FROM ?"
                    + NAMING
                    + " ORDER BY number LIMIT "
                    + BATCH;

    private static final String WRITE_WAITING =
            "UPDATE activity_outbox SET message = ?, entity_name = ?, metadata = ?::jsonb"
                    + " WHERE number = ?";

    private static final String NAMES = ", new_message, new_name, new_metadata, new_search";
    private static final String COLUMNS =
            ", message = new_message, entity_name = new_name, metadata = new_metadata::jsonb,"
                    + " search = array_to_tsvector(string_to_array(new_search, ' '))";

    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;
    private final String feed;
    private final ErasedPerson person;
    private final Consumer<List<Committed>> afterCommit;

    NameEraser(
            Database database,
            String feed,
            ErasedPerson person,
            Consumer<List<Committed>> afterCommit) {
        this.database = database;
        this.feed = feed;
        this.person = person;
        this.afterCommit = afterCommit;
    }

    Erasure erase() {
        // First: what waits is found here, or among the events.
        return new Erasure(0, 0, 0, 0, waiting() + events() + comments());
    }

    private long waiting() {
        long all = 0;
        Waiting found = rewriteWaiting(0);
        while (found.last > 0) {
            all += found.changed;
            found = rewriteWaiting(found.last);
        }
        return all;
    }

    private Waiting rewriteWaiting(long after) {
        return database.transaction(
                "take a name out of the outbox",
                connection -> {
                    boolean unused =
                            Database.query(
                                    connection, Sequencing.WAIT, statement -> {}, ResultSet::next);
                    Map<Long, ActivityEvent> rewritten = new LinkedHashMap<>();
                    long last =
                            Database.query(
                                    connection,
                                    NEXT_WAITING,
                                    statement ->
                                            Database.bind(
                                                    statement,
                                                    List.of(
                                                            feed,
                                                            after,
                                                            person.actorId(),
                                                            person.patterns())),
                                    rows -> rewriteWaiting(rows, rewritten));
                    for (Map.Entry<Long, ActivityEvent> entry : rewritten.entrySet()) {
                        ActivityEvent event = entry.getValue();
                        int unusedCount =
                                Database.update(
                                        connection,
                                        WRITE_WAITING,
                                        statement ->
                                                Database.bind(
                                                        statement,
                                                        Database.values(
                                                                event.message(),
                                                                event.entityName(),
                                                                EventJson.writeObject(
                                                                        event.metadata()),
                                                                entry.getKey())));
                    }
                    return new Waiting(last, rewritten.size());
                });
    }

    /** The number of the last row; 0 where there was none. */
    private long rewriteWaiting(ResultSet rows, Map<Long, ActivityEvent> rewritten)
            throws SQLException {
        long last = 0;
        while (rows.next()) {
            last = rows.getLong("number");
            try {
                ActivityEvent event = EventRows.event(rows);
                ActivityEvent without = person.takeOutOf(event);
                if (!without.equals(event)) {
                    rewritten.put(last, without);
                }
            } catch (InvalidInputException e) {
                // Written without this library, and never published as it is.
                continue;
            }
        }
        return last;
    }

    private long events() {
        long all = 0;
        long after = 0;
        while (true) {
            Map<UUID, Long> found = nextEvents(after);
            if (found.isEmpty()) {
                return all;
            }
            for (long created : found.values()) {
                after = created;
            }
            all += batch("take a name out of events", c -> rewrite(c, found.keySet()));
        }
    }

    private Map<UUID, Long> nextEvents(long after) {
        return database.query(
                "find a name in events",
                NEXT_EVENTS,
                statement ->
                        Database.bind(
                                statement,
                                List.of(feed, after, person.actorId(), person.patterns())),
                rows -> {
                    Map<UUID, Long> found = new LinkedHashMap<>();
                    while (rows.next()) {
                        found.put(rows.getObject(1, UUID.class), rows.getLong(2));
                    }
                    return found;
                });
    }

    private List<Committed> rewrite(Connection connection, Set<UUID> wanted) throws SQLException {
        Map<UUID, ActivityEvent> before = new LinkedHashMap<>();
        List<ActivityEvent> after = new ArrayList<>();
        EventBatch.lock(connection, feed, wanted)
                .forEach((id, event) -> {
                    ActivityEvent without = person.takeOutOf(event);
                    if (!without.equals(event)) {
                        before.put(id, event);
                        after.add(without);
                    }
                });
        return EventBatch.change(
                connection,
                feed,
                before,
                COLUMNS,
                NAMES,
                List.of(
                        column(after, ActivityEvent::message),
                        column(after, ActivityEvent::entityName),
                        column(after, event -> EventJson.writeObject(event.metadata())),
                        column(after, Append::tokens)));
    }

    /** Null where an event has none. */
    private static List<String> column(
            List<ActivityEvent> events, Function<ActivityEvent, @Nullable String> field) {
        return Arrays.asList(events.stream().map(field).toArray(String[]::new));
    }

    private long comments() {
        long all = 0;
        Place after = new Place(FIRST, FIRST);
        while (true) {
            List<Place> found = nextComments(after);
            if (found.isEmpty()) {
                return all;
            }
            after = found.get(found.size() - 1);
            long[] changed = new long[1];
            batch(
                    "take a name out of comments",
                    c -> {
                        Set<UUID> events = new LinkedHashSet<>();
                        changed[0] = rewriteComments(c, found, events);
                        // The events' own state is as it was; whoever shows their comments looks
                        // again.
                        return EventBatch.change(c, feed, EventBatch.lock(c, feed, events), "");
                    });
            all += changed[0];
        }
    }

    private List<Place> nextComments(Place after) {
        return database.query(
                "find a name in comments",
                NEXT_COMMENTS,
                statement ->
                        Database.bind(
                                statement,
                                List.of(
                                        feed,
                                        after.event,
                                        after.comment,
                                        person.actorId(),
                                        person.patterns())),
                rows -> {
                    List<Place> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(place(rows));
                    }
                    return found;
                });
    }

    private long rewriteComments(Connection connection, List<Place> places, Set<UUID> events)
            throws SQLException {
        List<UUID> wanted = places.stream().map(Place::event).distinct().toList();
        // Before they are read, so that nobody edits them meanwhile.
        EventBatch.lock(connection, feed, wanted);
        Map<Place, String> bodies =
                Database.query(
                        connection,
                        READ_COMMENTS,
                        statement -> {
                            statement.setString(1, feed);
                            EventBatch.setIds(statement, 2, wanted);
                            EventBatch.setIds(
                                    statement, 3, places.stream().map(Place::comment).toList());
                        },
                        rows -> {
                            Map<Place, String> read = new LinkedHashMap<>();
                            while (rows.next()) {
                                read.put(place(rows), rows.getString(3));
                            }
                            return read;
                        });
        long changed = 0;
        for (Map.Entry<Place, String> entry : bodies.entrySet()) {
            String without = person.takeOutOf(entry.getValue());
            if (!without.equals(entry.getValue())) {
                Place at = entry.getKey();
                List<Object> values = List.of(without, feed, at.event, at.comment);
                changed +=
                        Database.update(
                                connection,
                                WRITE_COMMENT,
                                statement -> Database.bind(statement, values));
                events.add(at.event);
            }
        }
        return changed;
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
    }

    private long batch(String what, Database.Work<Connection, List<Committed>> work) {
        List<Committed> changes = database.transaction(what, work);
        if (!changes.isEmpty()) {
            afterCommit.accept(changes);
        }
        return changes.size();
    }

    /** Some of the outbox. */
    private record Waiting(long last, long changed) {}

    /** Where a comment stands. */
    private record Place(UUID event, UUID comment) {}
}

package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
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

/**
 * Many events of one feed that one transaction changes at once, each with an offset of its own. As
 * with {@link LockedEvent}, the events are locked first, and the feed's row is taken last.
 * Stateless.
 */
final class EventBatch {
    /** In order, so that two who want several cannot wait for each other; see LockedEvent. */
    private static final String LOCK =
            "SELECT "
                    + EventRows.COLUMNS
                    + " FROM activity_events WHERE feed = ? AND id = ANY (?::uuid[])"
                    + " AND NOT deleted ORDER BY id FOR NO KEY UPDATE";

    private EventBatch() {}

    /** The events as they are when nobody else can change them any more, by id. */
    static Map<UUID, ActivityEvent> lock(
            Connection connection, String feed, Collection<UUID> wanted) throws SQLException {
        return Database.query(
                connection,
                LOCK,
                statement -> {
                    statement.setString(1, feed);
                    setIds(statement, 2, wanted);
                },
                rows -> {
                    Map<UUID, ActivityEvent> events = new LinkedHashMap<>();
                    while (rows.next()) {
                        ActivityEvent event = EventRows.event(rows);
                        events.put(event.id(), event);
                    }
                    return events;
                });
    }

    /**
     * Changes columns of all of them, to the same; the last thing that a transaction does.
     *
     * @param columns assignments, after a comma
     */
    static List<Committed> change(
            Connection connection, String feed, Map<UUID, ActivityEvent> events, String columns)
            throws SQLException {
        return change(connection, feed, events, columns, "", List.of());
    }

    /**
     * Changes columns of all of them; the last thing that a transaction does.
     *
     * @param events as they were, by id
     * @param columns assignments, after a comma, which can use the names
     * @param names of further values, one of each for each event, after a comma
     * @param values a list for each name, in the order of the events; texts
     */
    static List<Committed> change(
            Connection connection,
            String feed,
            Map<UUID, ActivityEvent> events,
            String columns,
            String names,
            List<List<String>> values)
            throws SQLException {
        if (events.isEmpty()) {
            return List.of();
        }
        String sql =
                "WITH moved AS (UPDATE activity_feeds SET head = head + ? WHERE feed = ?"
                        + " RETURNING epoch, head AS new_head)"
                        + " UPDATE activity_events e SET changed = new_head + 1 - place"
                        + columns
                        + " FROM moved, unnest(?::uuid[]"
                        + ", ?::text[]".repeat(values.size())
                        + ") WITH ORDINALITY AS wanted (event"
                        + names
                        + ", place) WHERE feed = ? AND id = event RETURNING "
                        + EventRows.COLUMNS
                        + ", epoch";
        return Database.query(
                connection,
                sql,
                statement -> {
                    statement.setInt(1, events.size());
                    statement.setString(2, feed);
                    setIds(statement, 3, events.keySet());
                    for (int i = 0; i < values.size(); i++) {
                        statement.setArray(
                                4 + i, connection.createArrayOf("text", values.get(i).toArray()));
                    }
                    statement.setString(4 + values.size(), feed);
                },
                rows -> committed(feed, events, rows));
    }

    private static List<Committed> committed(
            String feed, Map<UUID, ActivityEvent> events, ResultSet rows) throws SQLException {
        List<Committed> changes = new ArrayList<>(events.size());
        while (rows.next()) {
            Change change = EventRows.change(rows);
            StreamPosition position = new StreamPosition(rows.getString("epoch"), change.changed());
            ActivityEvent before = events.get(change.event().id());
            changes.add(new Committed(feed, position, change, null, before));
        }
        if (changes.size() != events.size()) {
            throw new StreamException("events vanished as somebody was erased");
        }
        changes.sort(Comparator.comparingLong(one -> one.position().offset()));
        return changes;
    }

    static void setIds(PreparedStatement statement, int index, Collection<UUID> ids)
            throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("uuid", ids.toArray()));
    }
}

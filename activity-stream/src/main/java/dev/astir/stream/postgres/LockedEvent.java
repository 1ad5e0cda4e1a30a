package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.FeedReader;
import dev.astir.stream.StreamException;
import dev.astir.stream.StreamPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that one transaction has to itself: its row is locked, so that what is read of it, its
 * reactions and its comments stays true until the commit.
 *
 * <p>The row is locked first, but written only after the feed's: a publisher who holds the feed's
 * row and publishes an id that is there already waits for whoever has written that event, not for
 * whoever has just locked it. So nobody can wait in a circle, and the feed's row is held for one
 * statement and the commit. Statements must see what was committed before they began: the isolation
 * level is READ COMMITTED, PostgreSQL's default.
 *
 * <p>Not thread-safe.
 */
final class LockedEvent {
    private static final String FIND =
            "SELECT "
                    + EventRows.COLUMNS
                    + ", epoch FROM activity_events JOIN activity_feeds USING (feed)"
                    + " WHERE feed = ? AND id = ? AND "
                    + PageQuery.VISIBLE
                    + " FOR NO KEY UPDATE OF activity_events";
    private static final String EPOCH = "epoch";

    /** A following part of the statement can use new_head, the offset of the change. */
    private static final String MOVE =
            "WITH moved AS (UPDATE activity_feeds SET head = head + 1 WHERE feed = ?"
                    + " RETURNING epoch, head AS new_head)";

    private final Connection connection;
    private final String feed;
    private final ActivityEvent event;
    private final StreamPosition position;

    private LockedEvent(
            Connection connection, String feed, ActivityEvent event, StreamPosition position) {
        this.connection = connection;
        this.feed = feed;
        this.event = event;
        this.position = position;
    }

    /** Waits for the event's other changes; null if there is no such event for the reader. */
    static @Nullable LockedEvent find(Connection connection, FeedReader reader, UUID id)
            throws SQLException {
        return Database.query(
                        connection,
                        FIND,
                        statement -> {
                            statement.setString(1, reader.feed());
                            statement.setObject(2, id);
                            statement.setArray(3, Database.texts(statement, reader.audiences()));
                        },
                        rows ->
                                rows.next()
                                        ? Optional.of(read(connection, reader.feed(), rows))
                                        : Optional.<LockedEvent>empty())
                .orElse(null);
    }

    private static LockedEvent read(Connection connection, String feed, ResultSet row)
            throws SQLException {
        return new LockedEvent(
                connection,
                feed,
                EventRows.event(row),
                new StreamPosition(row.getString(EPOCH), row.getLong(EventRows.CHANGED)));
    }

    Connection connection() {
        return connection;
    }

    String feed() {
        return feed;
    }

    /** The event as it was when it was locked. */
    ActivityEvent event() {
        return event;
    }

    UUID id() {
        return event.id();
    }

    /** Where its last change stood when it was locked. */
    StreamPosition position() {
        return position;
    }

    /** Runs one more statement on what belongs to the event; returns how many rows it changed. */
    int run(String sql, @Nullable Object... values) throws SQLException {
        List<@Nullable Object> bound = Arrays.asList(values);
        return Database.update(connection, sql, statement -> Database.bind(statement, bound));
    }

    /** Changes columns of the event; the last thing that a transaction does. */
    Committed change(@Nullable String patch, String columns, @Nullable Object... values)
            throws SQLException {
        return change(patch, "", List.of(), columns, Arrays.asList(values));
    }

    /**
     * The same, with a statement on another table in it.
     *
     * @param patch what subscribers are told, or null if they need the whole event
     * @param beside a common table expression, after a comma
     * @param besideValues what it binds
     * @param columns assignments, after a comma
     * @param values what they bind
     */
    Committed change(
            @Nullable String patch,
            String beside,
            List<? extends @Nullable Object> besideValues,
            String columns,
            List<? extends @Nullable Object> values)
            throws SQLException {
        String sql =
                MOVE
                        + beside
                        + " UPDATE activity_events SET changed = new_head"
                        + columns
                        + " FROM moved WHERE feed = ? AND id = ? RETURNING "
                        + EventRows.COLUMNS
                        + ", epoch";
        List<@Nullable Object> bound = new ArrayList<>();
        bound.add(feed);
        bound.addAll(besideValues);
        bound.addAll(values);
        bound.add(feed);
        bound.add(id());
        return Database.query(
                connection,
                sql,
                statement -> Database.bind(statement, bound),
                rows -> {
                    if (!rows.next()) {
                        throw new StreamException("event " + id() + " vanished as it was changed");
                    }
                    Change change = EventRows.change(rows);
                    return new Committed(
                            feed,
                            new StreamPosition(rows.getString(EPOCH), change.changed()),
                            change,
                            patch,
                            patch == null ? event : null);
                });
    }
}

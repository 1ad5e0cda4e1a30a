package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventPage;
import dev.astir.stream.FeedReader;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.PageCursor;
import dev.astir.stream.RejectedRowsException;
import dev.astir.stream.StreamException;
import dev.astir.stream.StreamPosition;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Events in PostgreSQL. Every statement on them stands in this class and in the two that it builds
 * them with, and binds the feed: that is the wall between feeds. Row-level security would not do,
 * since the text index cannot be used under it ({@code @@} is not leakproof). Thread-safe.
 */
public final class PostgresActivityStore implements ActivityStore {
    private static final String HEADS =
            "SELECT feed, epoch, floor, head FROM activity_feeds WHERE feed = ANY (?)";
    private static final String BEGIN_FEED =
            "INSERT INTO activity_feeds (feed, epoch) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String LOCATE =
            "SELECT f.epoch, e.changed FROM activity_events e JOIN activity_feeds f USING (feed)"
                    + " WHERE e.feed = ? AND e.id = ?";
    private static final String FIND =
            "SELECT "
                    + EventRows.COLUMNS
                    + " FROM activity_events WHERE feed = ? AND id = ? AND "
                    + PageQuery.VISIBLE;
    private static final String CHANGES =
            "SELECT "
                    + EventRows.COLUMNS
                    + " FROM activity_events WHERE feed = ? AND changed > ? AND changed <= ?"
                    + " ORDER BY changed LIMIT ?";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataSource dataSource;
    private final PageQuery pages;

    /**
     * @param dataSource a pool whose role may use the tables, see {@link StreamSchema#migrate}
     * @param clock tells the time that searches look back from
     * @param searchWindow how far back a text search looks unless it says {@code from}
     */
    public PostgresActivityStore(DataSource dataSource, Clock clock, Duration searchWindow) {
        this.dataSource = dataSource;
        this.pages = new PageQuery(clock, searchWindow);
    }

    @Override
    public List<StreamPosition> append(List<Publication> publications) {
        if (publications.isEmpty()) {
            return List.of();
        }
        Append append = new Append(publications);
        return query(
                "append " + publications.size() + " events",
                Append.SQL,
                statement -> append.bind(statement, PostgresActivityStore::newEpoch),
                append::positions);
    }

    @Override
    public Optional<StreamPosition> locate(String feed, UUID id) {
        return query(
                "locate an event",
                LOCATE,
                statement -> {
                    statement.setString(1, feed);
                    statement.setObject(2, id);
                },
                rows ->
                        rows.next()
                                ? Optional.of(
                                        new StreamPosition(rows.getString(1), rows.getLong(2)))
                                : Optional.empty());
    }

    @Override
    public EventPage page(
            FeedReader reader, EventFilter filter, @Nullable PageCursor before, int limit) {
        // Read before the items: what is published in between comes twice rather than never.
        StreamPosition position = head(reader.feed()).position();
        if (before instanceof PageCursor.Before cursor
                && !cursor.position().epoch().equals(position.epoch())) {
            throw new InvalidInputException(
                    "before", cursor.position(), "a cursor of this feed's present history");
        }
        PageQuery.Prepared page = pages.prepare(reader, filter, before, limit + 1);
        return query(
                "read a page",
                page.sql(),
                page::bind,
                rows -> {
                    List<ActivityEvent> items = new ArrayList<>();
                    String next = null;
                    long last = 0;
                    while (rows.next()) {
                        if (items.size() == limit) {
                            next = new StreamPosition(position.epoch(), last).toString();
                            break;
                        }
                        items.add(EventRows.event(rows));
                        last = rows.getLong(EventRows.CREATED);
                    }
                    return new EventPage(items, next, position);
                });
    }

    @Override
    public Optional<ActivityEvent> find(FeedReader reader, UUID id) {
        return query(
                "find an event",
                FIND,
                statement -> {
                    statement.setString(1, reader.feed());
                    statement.setObject(2, id);
                    statement.setArray(3, texts(statement, reader.audiences()));
                },
                rows -> rows.next() ? Optional.of(EventRows.event(rows)) : Optional.empty());
    }

    @Override
    public List<Change> changes(String feed, long after, long upTo, int limit) {
        return query(
                "read changes",
                CHANGES,
                statement -> {
                    statement.setString(1, feed);
                    statement.setLong(2, after);
                    statement.setLong(3, upTo);
                    statement.setInt(4, limit);
                },
                rows -> {
                    List<Change> changes = new ArrayList<>();
                    while (rows.next()) {
                        changes.add(
                                new Change(
                                        EventRows.event(rows),
                                        rows.getLong(EventRows.CREATED),
                                        rows.getLong(EventRows.CHANGED),
                                        rows.getBoolean(EventRows.DELETED)));
                    }
                    return changes;
                });
    }

    @Override
    public FeedHead head(String feed) {
        FeedHead head = heads(List.of(feed)).get(feed);
        if (head == null) {
            run(
                    "begin a feed",
                    BEGIN_FEED,
                    statement -> {
                        statement.setString(1, feed);
                        statement.setString(2, newEpoch());
                        return statement.executeUpdate();
                    });
            head = heads(List.of(feed)).get(feed);
        }
        if (head == null) {
            throw new StreamException("feed " + feed + " vanished while it was read");
        }
        return head;
    }

    @Override
    public Map<String, FeedHead> heads(Collection<String> feeds) {
        return query(
                "read heads",
                HEADS,
                statement -> statement.setArray(1, texts(statement, feeds)),
                rows -> {
                    Map<String, FeedHead> heads = new HashMap<>();
                    while (rows.next()) {
                        heads.put(
                                rows.getString(1),
                                new FeedHead(rows.getString(2), rows.getLong(3), rows.getLong(4)));
                    }
                    return heads;
                });
    }

    @Override
    public void prepare() {
        run("make partitions", "SELECT activity_events_prepare()", PreparedStatement::execute);
    }

    static java.sql.Array texts(Statement statement, Collection<String> values)
            throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray());
    }

    private static String newEpoch() {
        return Long.toString(RANDOM.nextLong() >>> 16, Character.MAX_RADIX);
    }

    private <T> T query(String what, String sql, Binder binder, Reading<T> reading) {
        return run(
                what,
                sql,
                statement -> {
                    binder.bind(statement);
                    try (ResultSet rows = statement.executeQuery()) {
                        return reading.read(rows);
                    }
                });
    }

    private <T> T run(String what, String sql, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            T result = work.with(statement);
            // One statement is one transaction, also in a pool that does not commit by itself.
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return result;
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    private static StreamException failure(String what, SQLException cause) {
        String message = "could not " + what + ": " + cause.getMessage();
        String state = cause.getSQLState();
        // Classes 22 and 23 of SQLSTATE: a value that cannot be stored, a constraint.
        if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
            return new RejectedRowsException(message, cause);
        }
        return new StreamException(message, cause);
    }

    /** Sets a statement's parameters. */
    interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads a statement's rows. */
    interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Runs a statement. */
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }
}

package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventPage;
import dev.astir.stream.FeedReader;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.PageCursor;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamException;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TextSearch;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
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
 * Events in PostgreSQL. Every statement on the stream's tables stands in this package, in the few
 * classes that hold SQL, and binds the feed: that is the wall between feeds. Row-level security
 * would not do, since the text index cannot be used under it ({@code @@} is not leakproof).
 * Thread-safe.
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

    /**
     * Two ranges of two indexes, merged: what never changed since its publication, and the rest.
     */
    static final String CHANGES =
            "(SELECT "
                    + EventRows.COLUMNS
                    + " FROM activity_events WHERE feed = ? AND created > ? AND created <= ?"
                    + " AND changed = created ORDER BY created LIMIT ?) UNION ALL (SELECT "
                    + EventRows.COLUMNS
                    + " FROM activity_events WHERE feed = ? AND changed > ? AND changed <= ?"
                    + " AND changed <> created ORDER BY changed LIMIT ?)"
                    + " ORDER BY changed LIMIT ?";

    /** By the index of pages, the other way round. */
    static final String PUBLISHED =
            "SELECT "
                    + EventRows.COLUMNS
                    + " FROM activity_events WHERE feed = ? AND created > ? AND created <= ? AND "
                    + PageQuery.VISIBLE
                    + " ORDER BY created LIMIT ?";

    /**
     * How many bytes a page has on the wire, about, and at least one event. It waits in memory for
     * as long as its reader takes.
     */
    private static final int LARGEST_PAGE = 512 << 10;

    private static final int ROWS_AT_ONCE = 50;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final TextSearch search;
    private final PageQuery pages;
    private final Retention retention;
    private final TypeRetention typeRetention;
    private final SearchUpkeep searchUpkeep = new SearchUpkeep();

    /**
     * @param dataSource a pool whose role may use the tables, see {@link StreamSchema#migrate}
     * @param clock tells the time that searches look back from
     * @param search how texts are searched
     */
    public PostgresActivityStore(DataSource dataSource, Clock clock, TextSearch search) {
        this.database = new Database(dataSource);
        this.search = search;
        this.pages = new PageQuery(clock, search);
        this.retention = new Retention(database);
        this.typeRetention = new TypeRetention(database);
    }

    @Override
    public List<StreamPosition> append(List<Publication> publications) {
        if (publications.isEmpty()) {
            return List.of();
        }
        Append append = new Append(publications);
        List<StreamPosition> positions =
                database.query(
                        "append " + publications.size() + " events",
                        Append.SQL,
                        statement -> append.bind(statement, PostgresActivityStore::newEpoch),
                        append::positions);
        searchUpkeep.appended(positions.size());
        return positions;
    }

    @Override
    public Optional<StreamPosition> locate(String feed, UUID id) {
        return database.query(
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
        if (!page.isSearch()) {
            return read(page.sql(), page::bind, position, limit);
        }
        EventPage newest = read(page.newestSql(), page::bindNewest, position, limit);
        return newest.next() == null ? read(page.hitsSql(), page::bind, position, limit) : newest;
    }

    private EventPage read(String sql, Database.Binder binder, StreamPosition position, int limit) {
        Database.Reading<EventPage> reading = rows -> page(rows, position, limit);
        if (limit <= ROWS_AT_ONCE) {
            return database.query("read a page", sql, binder, reading);
        }
        // Rows that are too many for the page are not to be in memory either.
        Database.Binder some =
                statement -> {
                    statement.setFetchSize(ROWS_AT_ONCE);
                    binder.bind(statement);
                };
        return database.transaction(
                "read a page", connection -> Database.query(connection, sql, some, reading));
    }

    private static EventPage page(ResultSet rows, StreamPosition position, int limit)
            throws SQLException {
        List<ActivityEvent> items = new ArrayList<>();
        long size = 0;
        long last = 0;
        while (rows.next()) {
            size += EventRows.size(rows);
            boolean isFull = items.size() == limit || (size > LARGEST_PAGE && !items.isEmpty());
            if (isFull) {
                String next = new StreamPosition(position.epoch(), last).toString();
                return new EventPage(items, next, position);
            }
            items.add(EventRows.event(rows));
            last = rows.getLong(EventRows.CREATED);
        }
        return new EventPage(items, null, position);
    }

    @Override
    public Optional<ActivityEvent> find(FeedReader reader, UUID id) {
        return database.query(
                "find an event",
                FIND,
                statement -> {
                    statement.setString(1, reader.feed());
                    statement.setObject(2, id);
                    statement.setArray(3, Database.texts(statement, reader.audiences()));
                },
                rows -> rows.next() ? Optional.of(EventRows.event(rows)) : Optional.empty());
    }

    @Override
    public List<Change> changes(String feed, long after, long upTo, int limit) {
        return database.query(
                "read changes",
                CHANGES,
                statement -> {
                    for (int i = 0; i <= 4; i += 4) {
                        statement.setString(i + 1, feed);
                        statement.setLong(i + 2, after);
                        statement.setLong(i + 3, upTo);
                        statement.setInt(i + 4, limit);
                    }
                    statement.setInt(9, limit);
                },
                PostgresActivityStore::all);
    }

    @Override
    public List<Change> published(FeedReader reader, long after, long upTo, int limit) {
        return database.query(
                "read what was published",
                PUBLISHED,
                statement -> {
                    statement.setString(1, reader.feed());
                    statement.setLong(2, after);
                    statement.setLong(3, upTo);
                    statement.setArray(4, Database.texts(statement, reader.audiences()));
                    statement.setInt(5, limit);
                },
                PostgresActivityStore::all);
    }

    private static List<Change> all(ResultSet rows) throws SQLException {
        List<Change> changes = new ArrayList<>();
        while (rows.next()) {
            changes.add(EventRows.change(rows));
        }
        return changes;
    }

    @Override
    public FeedHead head(String feed) {
        FeedHead head = heads(List.of(feed)).get(feed);
        if (head == null) {
            database.run(
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
        return database.query(
                "read heads",
                HEADS,
                statement -> statement.setArray(1, Database.texts(statement, feeds)),
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
        database.run(
                "make partitions", "SELECT activity_events_prepare()", PreparedStatement::execute);
        if (search.rule() == SearchRule.SUBSTRINGS) {
            requireSubstringIndex();
        }
    }

    @Override
    public int dropBefore(Instant time) {
        return retention.dropBefore(time);
    }

    @Override
    public int deleteBefore(String type, Instant time) {
        return typeRetention.deleteBefore(type, time);
    }

    @Override
    public void upkeep() {
        if (searchUpkeep.isDue()) {
            database.run(
                    "sort words into the text index",
                    "SELECT activity_events_sort_words()",
                    PreparedStatement::execute);
        }
    }

    private void requireSubstringIndex() {
        boolean isThere =
                database.query(
                        "look for the index of substrings",
                        "SELECT to_regclass(?) IS NOT NULL",
                        statement -> statement.setString(1, StreamSchema.SUBSTRING_INDEX),
                        rows -> rows.next() && rows.getBoolean(1));
        if (!isThere) {
            throw new StreamException(
                    "searchRule: SUBSTRINGS needs an index that is not there; make it with"
                            + " StreamSchema.addSubstringIndex, once, as the tables' owner");
        }
    }

    static String newEpoch() {
        return Long.toString(RANDOM.nextLong() >>> 16, Character.MAX_RADIX);
    }
}

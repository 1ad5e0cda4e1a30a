package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventStats;
import dev.astir.stream.FeedReader;
import dev.astir.stream.PageCursor;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TextSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads more than a page: counts for charts, and walks through all events that a filter lets
 * through. Audiences are enforced as for pages. Made by {@code ActivityStream}. Thread-safe.
 */
public final class ReportQueries {
    /** How many events one statement of a walk reads at most. */
    private static final int ROWS_IN_A_STATEMENT = 500;

    /** How many of them come from the server at once. */
    private static final int ROWS_AT_ONCE = 20;

    private final Database database;
    private final PageQuery pages;

    /**
     * @param dataSource a pool whose role may use the tables, see {@link StreamSchema#migrate}
     * @param clock tells the time that searches look back from
     * @param search how texts are searched
     */
    public ReportQueries(DataSource dataSource, Clock clock, TextSearch search) {
        this.database = new Database(dataSource);
        this.pages = new PageQuery(clock, search);
    }

    /**
     * Counts events by bucket and type.
     *
     * @param filter must have a beginning and an end
     * @param starts where the buckets begin, in order; the first not after the filter's beginning
     * @param limit how many buckets with events to return at most, the oldest
     */
    public List<EventStats.Item> counts(
            FeedReader reader, EventFilter filter, List<Instant> starts, int limit) {
        PageQuery.Prepared counts = pages.prepare(reader, filter, null, 1);
        return database.query(
                "count events",
                counts.countSql(),
                statement -> {
                    String[] bounds = starts.stream().map(Instant::toString).toArray(String[]::new);
                    statement.setArray(
                            1, statement.getConnection().createArrayOf("timestamptz", bounds));
                    counts.bind(statement, 2);
                },
                rows -> items(rows, starts, limit));
    }

    /**
     * Whose events are counted that are not for everybody.
     *
     * @param most how many actors at most
     */
    public Set<String> actors(FeedReader reader, EventFilter filter, int most) {
        PageQuery.Prepared actors = pages.prepare(reader, filter, null, most);
        return database.queryPlanned(
                "find whose events are counted",
                actors.actorsSql(),
                actors::bind,
                rows -> {
                    Set<String> found = new HashSet<>();
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                    return found;
                });
    }

    private static List<EventStats.Item> items(ResultSet rows, List<Instant> starts, int limit)
            throws SQLException {
        List<EventStats.Item> items = new ArrayList<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        int bucket = 0;
        while (rows.next()) {
            if (rows.getInt(1) != bucket) {
                add(items, starts, bucket, counts);
                bucket = rows.getInt(1);
                counts.clear();
            }
            if (items.size() == limit) {
                return items;
            }
            counts.put(rows.getString(2), rows.getLong(3));
        }
        add(items, starts, bucket, counts);
        return items;
    }

    private static void add(
            List<EventStats.Item> items,
            List<Instant> starts,
            int bucket,
            Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            items.add(new EventStats.Item(starts.get(bucket - 1), counts));
        }
    }

    /**
     * Visits some of the events that the reader may see and the filter lets through, newest first,
     * in one short transaction that is over when this returns: so many as the visitor wants, and a
     * few hundred at most.
     *
     * @param before only events that are older, in the feed's order, are visited
     * @return where to go on; null if there is nothing more
     * @throws IOException if the visitor failed
     */
    public @Nullable StreamPosition visit(
            FeedReader reader, EventFilter filter, StreamPosition before, Visitor visitor)
            throws IOException {
        Walk walk = new Walk(before, visitor);
        try {
            database.transaction(
                    "read events",
                    connection -> {
                        PageQuery.Prepared page = prepare(reader, filter, walk);
                        if (!page.isSearch()) {
                            return walk.read(connection, page.sql(), page::bind);
                        }
                        if (walk.read(connection, page.newestSql(), page::bindNewest)) {
                            return true;
                        }
                        PageQuery.Prepared hits = prepare(reader, filter, walk);
                        return walk.read(connection, hits.hitsSql(), hits::bind);
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return walk.next();
    }

    private PageQuery.Prepared prepare(FeedReader reader, EventFilter filter, Walk walk) {
        return pages.prepare(
                reader, filter, new PageCursor.Before(walk.before), ROWS_IN_A_STATEMENT);
    }

    /** Takes one event after the other. */
    public interface Visitor {
        /** Takes an event; returns whether it wants more now. */
        boolean visit(ActivityEvent event) throws IOException;
    }

    /** One visit's way through the feed. Not thread-safe. */
    private static final class Walk {
        private final Visitor visitor;
        private StreamPosition before;
        private boolean hasMore;

        Walk(StreamPosition before, Visitor visitor) {
            this.before = before;
            this.visitor = visitor;
        }

        /** Where to go on, after what was read. */
        @Nullable StreamPosition next() {
            return hasMore ? before : null;
        }

        /**
         * Lets the visitor see the statement's events.
         *
         * @return whether it has enough, or the statement may have left some out
         */
        boolean read(Connection connection, String sql, Database.Binder binder)
                throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                // The largest events would fill a megabyte otherwise.
                statement.setFetchSize(ROWS_AT_ONCE);
                binder.bind(statement);
                try (ResultSet rows = statement.executeQuery()) {
                    int visited = 0;
                    boolean isWanting = true;
                    while (isWanting && rows.next()) {
                        visited++;
                        before =
                                new StreamPosition(before.epoch(), rows.getLong(EventRows.CREATED));
                        isWanting = visit(EventRows.event(rows));
                    }
                    hasMore = !isWanting || visited == ROWS_IN_A_STATEMENT;
                    return hasMore;
                }
            }
        }

        private boolean visit(ActivityEvent event) {
            try {
                return visitor.visit(event);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

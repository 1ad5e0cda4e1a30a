package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventStats;
import dev.astir.stream.FeedReader;
import dev.astir.stream.TextSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Reads more than a page: counts for charts, and all events that a filter lets through. Audiences
 * are enforced as for pages. Made by {@code ActivityStream}. Thread-safe.
 */
public final class ReportQueries {
    private static final int ROWS_AT_ONCE = 500;

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
     * Visits all events that the reader may see and the filter lets through, newest first, with a
     * cursor on the server: memory holds a few hundred of them.
     *
     * @return how many there were
     * @throws IOException if the visitor failed
     */
    public long visit(FeedReader reader, EventFilter filter, Visitor visitor) throws IOException {
        PageQuery.Prepared all = pages.prepare(reader, filter, null, 1);
        try {
            return database.transaction(
                    "read events",
                    connection -> {
                        try (PreparedStatement statement =
                                connection.prepareStatement(all.unlimitedSql())) {
                            statement.setFetchSize(ROWS_AT_ONCE);
                            all.bind(statement, 1);
                            try (ResultSet rows = statement.executeQuery()) {
                                return visit(rows, visitor);
                            }
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long visit(ResultSet rows, Visitor visitor) throws SQLException {
        long visited = 0;
        while (rows.next()) {
            try {
                visitor.visit(EventRows.event(rows));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            visited++;
        }
        return visited;
    }

    /** Takes one event after the other. */
    public interface Visitor {
        /** Takes an event. */
        void visit(ActivityEvent event) throws IOException;
    }
}

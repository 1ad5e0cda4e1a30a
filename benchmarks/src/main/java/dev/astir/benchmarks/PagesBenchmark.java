package dev.astir.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventPage;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.postgres.StreamSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a page of fifty takes in a feed of ten million events that lie half a year back: the
 * first, the one ten thousand pages deep, and those of filters. The peer of the deep page is the
 * same query with OFFSET. Each is asked again and again; median and 99th percentile count.
 */
final class PagesBenchmark {
    private static final int EVENTS = Settings.number("pages.events", 10_000_000);
    private static final int ROUNDS = Settings.number("pages.rounds", 300);
    private static final int OFFSET_ROUNDS = 5;
    private static final int SIZE = 50;
    private static final int DEEP = Math.min(10_000 * SIZE, EVENTS / 2);
    private static final int MONTHS = 6;

    /** Each of these has done as many things; one event in ten thousand is of the rare one. */
    private static final int ACTORS = 200;

    private static final int RARE = 10_000;

    private static final String FEED = "benchmark";

    /** Made last, all at once: the table is loaded in a third of the time. */
    private static final String[] INDEXES = {
        "activity_events_page", "activity_events_changes", "activity_events_search"
    };

    private interface Query {
        /** Reads a page, and returns how many events are on it. */
        int run() throws Exception;
    }

    private final PostgresServer postgres;
    private final HikariDataSource pool;

    private PagesBenchmark(PostgresServer postgres) {
        this.postgres = postgres;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.url());
        config.setMaximumPoolSize(4);
        pool = new HikariDataSource(config);
        StreamSchema.migrate(pool);
    }

    static Table compare() throws Exception {
        try (PostgresServer postgres = new PostgresServer()) {
            return new PagesBenchmark(postgres).run();
        }
    }

    private Table run() throws Exception {
        load();
        Table table =
                new Table(
                        String.format(Locale.ROOT, "%,d events, pages of %d", EVENTS, SIZE),
                        "median, ms",
                        "p99, ms",
                        "events");
        try (pool;
                ActivityStream stream = ActivityStream.of(pool)) {
            for (Map.Entry<String, Query> each : queries(stream).entrySet()) {
                table.row(measured(each));
            }
        }
        return table;
    }

    private Map<String, Query> queries(ActivityStream stream) throws SQLException {
        StreamPosition head = stream.page(FEED, EventFilter.all(), null, 1).position();
        String deep = new StreamPosition(head.epoch(), EVENTS - (long) DEEP).toString();
        EventFilter all = EventFilter.all();
        Instant week = Instant.now().minus(Duration.ofDays(7));
        Map<String, Query> queries = new LinkedHashMap<>();
        queries.put("first page", () -> page(stream, all, null));
        queries.put("10,000 pages deep", () -> page(stream, all, deep));
        queries.put("the same by OFFSET", this::byOffset);
        queries.put(
                "one type of five", () -> page(stream, EventFilter.types("task.completed"), null));
        queries.put("one actor of 200", () -> page(stream, all.actor("user-7"), null));
        queries.put("an actor of one event in 10,000", () -> page(stream, all.actor("rare"), null));
        queries.put("one thing of 5,000", () -> page(stream, all.entityId("77"), null));
        queries.put(
                "an actor who never did anything", () -> page(stream, all.actor("nobody"), null));
        queries.put(
                "a word of one event in 10,000", () -> page(stream, all.text("rareword"), null));
        queries.put("a word of every event", () -> page(stream, all.text("completed"), null));
        queries.put(
                "a word of one in 100, last week",
                () -> page(stream, all.text("sometimes").between(week, null), null));
        return queries;
    }

    private static int page(ActivityStream stream, EventFilter filter, @Nullable String cursor) {
        EventPage page = stream.page(FEED, filter, cursor, SIZE);
        return page.items().size();
    }

    private int byOffset() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT * FROM activity_events WHERE feed = ?"
                                        + " ORDER BY created DESC OFFSET ? LIMIT ?")) {
            statement.setString(1, FEED);
            statement.setInt(2, DEEP);
            statement.setInt(3, SIZE);
            int rows = 0;
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows++;
                }
            }
            return rows;
        }
    }

    private static String[] measured(Map.Entry<String, Query> query) throws Exception {
        int events = query.getValue().run();
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            query.getValue().run();
            latencies.add(System.nanoTime() - start);
            if (i >= OFFSET_ROUNDS && System.nanoTime() > end) {
                break; // what is slow is seen in a few rounds
            }
        }
        return new String[] {
            query.getKey(),
            String.format(Locale.ROOT, "%.2f", latencies.percentile(50) / 1_000),
            String.format(Locale.ROOT, "%.2f", latencies.percentile(99) / 1_000),
            Integer.toString(events)
        };
    }

    private void load() throws SQLException {
        for (int month = MONTHS; month > 0; month--) {
            postgres.execute(partition(month));
        }
        Map<String, String> definitions = new LinkedHashMap<>();
        for (String index : INDEXES) {
            definitions.put(
                    index,
                    postgres.text(
                            "SELECT replace(pg_get_indexdef('%s'::regclass), ' ON ONLY ', ' ON ')"
                                    .formatted(index)));
            postgres.execute("DROP INDEX " + index);
        }
        postgres.execute(
                rows(),
                "INSERT INTO activity_feeds (feed, epoch, head) VALUES ('%s', 'bench', %d)"
                        .formatted(FEED, EVENTS));
        for (String definition : definitions.values()) {
            postgres.execute("SET maintenance_work_mem = '512MB'; " + definition);
        }
        postgres.execute("VACUUM ANALYZE activity_events", "CHECKPOINT");
    }

    private static String partition(int monthsAgo) {
        return """
        DO $$
        DECLARE
            start timestamptz := date_trunc('month', now(), 'UTC') - make_interval(months => %d);
        BEGIN
            IF to_regclass('activity_events_' || to_char(start, 'YYYY_MM')) IS NULL THEN
                EXECUTE format(
                    'CREATE TABLE %%I PARTITION OF activity_events FOR VALUES FROM (%%L) TO (%%L)',
                    'activity_events_' || to_char(start, 'YYYY_MM'), activity_events_first_id(start),
                    activity_events_first_id(start + interval '1 month'));
            END IF;
        END $$
        """
                .formatted(monthsAgo);
    }

    /** Ids and times run up to now in even steps; the rest is made of the number. */
    private static String rows() {
        return """
        INSERT INTO activity_events (id, feed, created, changed, event_type, actor_id, occurred_at,
            entity_type, entity_id, actor_name, entity_name, message, icon, color, important,
            metadata, search)
        SELECT uuidv7(past), '%s', n, n,
            (ARRAY['task.created', 'task.completed', 'user.commented', 'system.screenshot',
                'integration.push'])[1 + n %% 5],
            CASE WHEN n %% %d = 0 THEN 'rare' ELSE 'user-' || n %% %d END,
            now() + past, 'task', (n %% 5000)::text, 'Alice Liddell', 'Fix the login bug',
            'Alice Liddell completed Fix the login bug in ' || n %% 60 || ' minutes', '✓',
            '#16a34a', false, jsonb_build_object('minutes', n %% 60),
            array_to_tsvector(ARRAY['alice', 'liddell', 'completed', 'fix', 'the', 'login', 'bug',
                'in', 'minutes', 'm' || n %% 60,
                CASE WHEN n %% %d = 1 THEN 'rareword' ELSE 'in' END,
                CASE WHEN n %% 100 = 0 THEN 'sometimes' ELSE 'in' END])
        FROM (SELECT n, make_interval(secs => (n - %d)::float8 * %f) AS past
              FROM generate_series(1, %d) AS n) AS numbered
        """
                .formatted(
                        FEED,
                        RARE,
                        ACTORS,
                        RARE,
                        EVENTS,
                        Duration.ofDays(150).toSeconds() / (double) EVENTS,
                        EVENTS);
    }
}

package dev.astir.stream.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.PageCursor;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.TextSearch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of statement reads by its index. That the check can fail is checked as well: without
 * the index, the plan no longer names it.
 */
class StatementPlanTest {
    private static final int ROWS = 60_000;
    private static final Duration SPREAD = Duration.ofDays(60);
    private static final FeedReader READER = new FeedReader("plan", Set.of("managers"));
    private static final PageQuery PAGES = new PageQuery(Clock.systemUTC(), TextSearch.DEFAULT);
    private static final String PAGE = "activity_events_page";
    private static final String CHANGES = "activity_events_changes";
    private static final String SEARCH = "activity_events_search";
    private static final String KEY = "activity_events_pkey";

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        database.execute(
                """
                DO $$
                DECLARE
                    start timestamptz;
                BEGIN
                    FOR ago IN 1 .. 3 LOOP
                        start := date_trunc('month', now(), 'UTC') - make_interval(months => ago);
                        CONTINUE WHEN to_regclass(
                            'activity_events_' || to_char(start, 'YYYY_MM')) IS NOT NULL;
                        EXECUTE format('CREATE TABLE %I PARTITION OF activity_events
                            FOR VALUES FROM (%L) TO (%L)',
                            'activity_events_' || to_char(start, 'YYYY_MM'),
                            activity_events_first_id(start),
                            activity_events_first_id(start + interval '1 month'));
                    END LOOP;
                END $$
                """);
        database.execute(
                """
                INSERT INTO activity_events (id, feed, created, changed, event_type, actor_id,
                    occurred_at, message, icon, color, important, metadata, search)
                SELECT uuidv7(past), 'plan', n, CASE WHEN n %% 100 = 0 THEN n + %1$d ELSE n END,
                    'a.' || n %% 5, 'user-' || n %% 50, now() + past, 'm', 'i', 'red', false, '{}',
                    array_to_tsvector(ARRAY['alice', 'completed', 'w' || n %% 900])
                FROM (SELECT n, make_interval(secs => (n - %1$d)::float8 * %2$d / %1$d) AS past
                      FROM generate_series(1, %1$d) AS n) AS numbered
                """
                        .formatted(ROWS, SPREAD.toSeconds()));
        database.execute("SELECT activity_events_sort_words()");
        database.execute("ANALYZE activity_events");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    static Stream<Kind> kinds() {
        EventFilter all = EventFilter.all();
        Instant now = Instant.now();
        EventFilter day = all.between(now.minus(Duration.ofDays(1)), now);
        EventFilter week = all.between(now.minus(Duration.ofDays(7)), null);
        return Stream.of(
                page("the first page", all, null, PAGE),
                page("a deep page", all, new StreamPosition("e", ROWS / 2), PAGE),
                page("a page by actor", all.actor("user-7"), null, PAGE),
                page("a page by type", EventFilter.types("a.1", "b.*"), null, PAGE),
                search("a rare word, bounded by date", week.text("alice w123"), SEARCH),
                search("a word that never occurs", all.text("nothing"), SEARCH),
                newest("a word among the newest events", all.text("alice"), PAGE),
                new Kind(
                        "changes, of events that never changed",
                        PostgresActivityStore.CHANGES,
                        StatementPlanTest::bindChanges,
                        PAGE),
                new Kind(
                        "changes, of events that did",
                        PostgresActivityStore.CHANGES,
                        StatementPlanTest::bindChanges,
                        CHANGES),
                counts("counts of a day", day, KEY),
                new Kind(
                        "events about a person's events",
                        Eraser.NEXT_ABOUT,
                        statement ->
                                Database.bind(
                                        statement,
                                        List.of("plan", 0L, "user-7", "user-7", "user-7")),
                        KEY),
                new Kind(
                        "what waits about a person's events",
                        Eraser.DELETE_WAITING_ABOUT,
                        statement ->
                                Database.bind(
                                        statement, List.of("plan", "user-7", "user-7", "user-7")),
                        KEY),
                new Kind(
                        "the oldest, some of them of some people",
                        ActorRetention.OLDEST_OF,
                        StatementPlanTest::bindOldest,
                        PAGE),
                new Kind(
                        "the end of a part that a type's retention looks at",
                        TypeRetention.PART_END,
                        statement -> bindDay(statement, 1),
                        KEY),
                new Kind(
                        "a type's old events in a part",
                        TypeRetention.OLD,
                        statement -> {
                            statement.setString(1, "a.1");
                            bindDay(statement, 2);
                        },
                        KEY));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsByItsIndex(Kind kind) throws SQLException {
        try (Connection connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            String index = partitionIndex(connection, kind.index);

            // The parts for the months to come are empty.
            String table = index.substring(0, "activity_events_YYYY_MM".length());
            assertThat(plan(connection, kind))
                    .contains(index)
                    .doesNotContain("Seq Scan on " + table);

            try (Statement statement = connection.createStatement()) {
                if (kind.index.endsWith("_pkey")) {
                    statement.execute("ALTER TABLE activity_events DROP CONSTRAINT " + kind.index);
                } else {
                    statement.execute("DROP INDEX " + kind.index);
                }
            }
            assertThat(plan(connection, kind)).doesNotContain(index);
            connection.rollback();
        }
    }

    private static Kind page(
            String name, EventFilter filter, @Nullable StreamPosition before, String index) {
        PageCursor cursor = before == null ? null : new PageCursor.Before(before);
        PageQuery.Prepared page = PAGES.prepare(READER, filter, cursor, 51);
        return new Kind(name, page.sql(), page::bind, index);
    }

    private static Kind search(String name, EventFilter filter, String index) {
        PageQuery.Prepared page = PAGES.prepare(READER, filter, null, 51);
        return new Kind(name, page.hitsSql(), page::bind, index);
    }

    private static Kind newest(String name, EventFilter filter, String index) {
        PageQuery.Prepared page = PAGES.prepare(READER, filter, null, 51);
        return new Kind(name, page.newestSql(), page::bindNewest, index);
    }

    private static Kind counts(String name, EventFilter filter, String index) {
        PageQuery.Prepared counts = PAGES.prepare(READER, filter, null, 1);
        return new Kind(
                name,
                counts.countSql(),
                statement -> {
                    String[] starts = {String.valueOf(filter.from())};
                    statement.setArray(
                            1, statement.getConnection().createArrayOf("timestamptz", starts));
                    counts.bind(statement, 2);
                },
                index);
    }

    private static void bindOldest(PreparedStatement statement) throws SQLException {
        Array people = statement.getConnection().createArrayOf("text", new String[] {"user-7"});
        statement.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
        statement.setArray(2, people);
        statement.setArray(3, people);
        statement.setString(4, "plan");
        statement.setLong(5, 0);
    }

    private static void bindDay(PreparedStatement statement, int first) throws SQLException {
        long now = System.currentTimeMillis();
        statement.setObject(first, new UUID(now - Duration.ofDays(1).toMillis() << 16, 0));
        statement.setObject(first + 1, new UUID(now << 16, 0));
    }

    private static void bindChanges(PreparedStatement statement) throws SQLException {
        for (int i = 0; i <= 4; i += 4) {
            statement.setString(i + 1, "plan");
            statement.setLong(i + 2, ROWS - 1_000L);
            statement.setLong(i + 3, 2L * ROWS);
            statement.setInt(i + 4, 200);
        }
        statement.setInt(9, 200);
    }

    /** The index's part for the present month; its name is PostgreSQL's choice. */
    private static String partitionIndex(Connection connection, String index) throws SQLException {
        return Database.query(
                connection,
                "SELECT inhrelid::regclass::text FROM pg_inherits i JOIN pg_index x"
                        + " ON x.indexrelid = i.inhrelid WHERE inhparent = ?::regclass"
                        + " AND x.indrelid = to_regclass('activity_events_'"
                        + " || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM'))",
                statement -> statement.setString(1, index),
                rows -> {
                    rows.next();
                    return rows.getString(1);
                });
    }

    private static String plan(Connection connection, Kind kind) throws SQLException {
        List<String> lines =
                Database.query(
                        connection,
                        "EXPLAIN (COSTS OFF) " + kind.sql,
                        kind.binder,
                        rows -> lines(rows));
        return String.join("\n", lines);
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(rows.getString(1));
        }
        return lines;
    }

    /** A statement with values, and the index that it is to use. */
    private record Kind(String name, String sql, Database.Binder binder, String index) {
        @Override
        public String toString() {
            return name;
        }
    }
}

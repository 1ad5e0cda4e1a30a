package dev.astir.stream.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.PageCursor;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.TextSearch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page reads as many rows as it shows, however many there are. */
class PagePlanTest {
    private static final int ROWS = 60_000;
    private static final int LIMIT = 201;
    private static final FeedReader READER = new FeedReader("plan", Set.of("managers"));

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        // Nobody has counted these rows when the first pages are read.
        database.execute("ALTER SYSTEM SET autovacuum = off");
        database.execute("SELECT pg_reload_conf()");
        database.execute(
                "INSERT INTO activity_events (id, feed, created, changed, event_type, occurred_at,"
                        + " message, icon, color, important, metadata, search)"
                        + " SELECT uuidv7(), 'plan', n, n, 'a.b', now(), 'm', 'i', 'red', false,"
                        + " '{}', array_to_tsvector(ARRAY['alice', 'completed', 'w' || n % 900])"
                        + " FROM generate_series(1, "
                        + ROWS
                        + ") AS n");
    }

    @AfterAll
    static void stop() {
        database.execute("ALTER SYSTEM RESET autovacuum");
        database.execute("SELECT pg_reload_conf()");
        database.close();
    }

    @Test
    void readsTheFirstAndADeepPageByIndexBeforeAndAfterAnalysis() throws Exception {
        PageCursor deep = new PageCursor.Before(new StreamPosition("e", ROWS / 2));
        assertThat(plan(EventFilter.all(), null)).satisfies(PagePlanTest::isOrderedByIndex);
        assertThat(plan(EventFilter.all(), deep)).satisfies(PagePlanTest::isOrderedByIndex);
        database.execute("ANALYZE activity_events");
        assertThat(plan(EventFilter.all(), null)).satisfies(PagePlanTest::isOrderedByIndex);
        assertThat(plan(EventFilter.all(), deep)).satisfies(PagePlanTest::isOrderedByIndex);
    }

    @Test
    void findsARareWordByTheTextIndex() throws Exception {
        database.execute("ANALYZE activity_events");
        assertThat(plan(EventFilter.all().text("alice w123"), null)).contains("_search_idx");
    }

    @Test
    void findsARareSubstringByTheIndexOfSubstrings() throws Exception {
        StreamSchema.addSubstringIndex(database.owner());
        database.execute("ANALYZE activity_events");
        PageQuery.Prepared query =
                new PageQuery(
                                Clock.systemUTC(),
                                new TextSearch(SearchRule.SUBSTRINGS, Duration.ofDays(90)))
                        .prepare(READER, EventFilter.all().text("lic 123"), null, LIMIT);
        assertThat(plan(query.hitsSql(), query)).contains("_words_idx");
    }

    private static void isOrderedByIndex(String plan) {
        assertThat(plan).contains("_feed_created_idx").doesNotContain("Sort Method", "Bitmap");
    }

    private static String plan(EventFilter filter, @Nullable PageCursor before)
            throws SQLException {
        PageQuery.Prepared query =
                new PageQuery(Clock.systemUTC(), TextSearch.DEFAULT)
                        .prepare(READER, filter, before, LIMIT);
        return plan(query.sql(), query);
    }

    private static String plan(String sql, PageQuery.Prepared query) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("EXPLAIN (ANALYZE, COSTS OFF) " + sql)) {
            query.bind(statement);
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}

package dev.astir.stream.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Publication;
import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.MediaLink;
import dev.astir.stream.SearchRule;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.TextSearch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** Both forms of rows bring the same to the table. */
class RowArrayTest {
    private static final String NASTY =
            "\"quoted\" \\ {braces,} (parens) 'it''s' NULL null \t\r\n , 𝐀 ａ é 👍🏽 \u0001 %s ?";

    private static TestDatabase database;

    /** What the driver lets us do. */
    private enum Driver {
        TAKES_BINARY,
        SENDS_TEXT_ALONE,
        IS_HIDDEN
    }

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryFieldAsItIs(Driver driver) {
        PostgresActivityStore store = store(driver);
        ActivityEvent full =
                ActivityEvent.builder("a.b")
                        .actor(NASTY, NASTY)
                        .entity(NASTY, NASTY)
                        .entityName(NASTY)
                        .entityReference(NASTY)
                        .entityUrl("/\"a\",{b}")
                        .message(NASTY)
                        .icon("{\",\\")
                        .color("red")
                        .important(true)
                        .audience(NASTY, "NULL", "a,b", "{}")
                        .metadata(Map.of(NASTY, List.of(NASTY, 1, 1.5, true), "", ""))
                        .media(List.of(new MediaLink("/m?a=\"", "image/png", NASTY)))
                        .build();
        ActivityEvent bare =
                ActivityEvent.builder("a.b")
                        .timestamp(Instant.parse("0001-01-01T00:00:00.001Z"))
                        .message("")
                        .icon("")
                        .color("red")
                        .build();

        store.append(
                List.of(
                        new Publication(driver.name(), full),
                        new Publication(NASTY + driver, bare),
                        new Publication(driver.name(), bare(2))));

        FeedReader reader = new FeedReader(driver.name(), Set.of("a,b"));
        assertThat(store.find(reader, full.id())).contains(full);
        assertThat(store.find(FeedReader.of(NASTY + driver), bare.id())).contains(bare);
        for (String word : List.of("quoted", "𝐀", "ａ", "é", "null")) {
            EventFilter filter = EventFilter.fromQuery(Map.of("q", List.of(word)));
            assertThat(store.page(reader, filter, null, 9).items()).as(word).containsExactly(full);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsMoreThanItsFirstBufferHolds(Driver driver) {
        PostgresActivityStore store = store(driver);
        String feed = "many " + driver;
        List<ActivityEvent> events = IntStream.range(0, 200).mapToObj(RowArrayTest::bare).toList();

        store.append(events.stream().map(event -> new Publication(feed, event)).toList());

        List<ActivityEvent> read =
                new ArrayList<>(
                        store.page(FeedReader.of(feed), EventFilter.all(), null, 200).items());
        Collections.reverse(read);
        assertThat(read).isEqualTo(events);
    }

    @Test
    void isBinaryWhereTheDriverTakesIt() throws SQLException {
        for (Driver driver : Driver.values()) {
            try (Connection connection = source(driver).getConnection()) {
                assertThat(BinaryRows.on(connection, "activity_events_row", 21) != null)
                        .as(driver.name())
                        .isEqualTo(driver == Driver.TAKES_BINARY);
            }
        }
    }

    private static ActivityEvent bare(int number) {
        return ActivityEvent.builder("a.b")
                .message((number + " ").repeat(1 + number % 7 * 100))
                .icon("")
                .color("red")
                .build();
    }

    private static PostgresActivityStore store(Driver driver) {
        return new PostgresActivityStore(
                source(driver),
                Clock.systemUTC(),
                new TextSearch(SearchRule.WORDS, Duration.ofDays(1)));
    }

    private static DataSource source(Driver driver) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        if (driver == Driver.SENDS_TEXT_ALONE) {
            source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        }
        return driver == Driver.IS_HIDDEN ? hiding(DataSource.class, source) : source;
    }

    /** As wrappers do that know nothing of {@link java.sql.Wrapper}. */
    private static <T> T hiding(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(
                        RowArrayTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("isWrapperFor")) {
                                return false;
                            }
                            try {
                                Object result = method.invoke(target, arguments);
                                return result instanceof Connection connection
                                        ? hiding(Connection.class, connection)
                                        : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}

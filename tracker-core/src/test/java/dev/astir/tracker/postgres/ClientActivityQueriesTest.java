package dev.astir.tracker.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPostgres.class)
class ClientActivityQueriesTest {
    private static final Instant T = Instant.parse("2026-05-04T10:00:00.123456Z");
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");

    private DataSource dataSource;
    private PostgresActivityStore store;
    private ClientActivityQueries queries;

    @BeforeEach
    void createStore(DataSource dataSource) {
        this.dataSource = dataSource;
        store = PostgresActivityStore.of(dataSource);
        store.createTables();
        queries = ClientActivityQueries.of(dataSource);
    }

    @Test
    void findsAClientById() {
        seen("a", T);
        seen("a", T.plusSeconds(5));
        seen("a?", T);

        assertThat(queries.find("a")).contains(new ClientActivity("a", T.plusSeconds(5), T));
        assertThat(queries.find("b")).isEmpty();
        assertThat(queries.find("a\0")).isEmpty();
        assertThat(queries.find("a\uD83D")).isEmpty();
    }

    @Test
    void pagesThroughClientsOfEqualTimesExactlyOnceInOneOrder() {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            Map<String, Instant> model = new HashMap<>();
            List<Sighting> sightings = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                String id = "seed-%d-%03d".formatted(seed, i);
                model.put(id, T.plusSeconds(seed * 60 + random.nextInt(6)));
                sightings.add(new Sighting(id, model.get(id)));
            }
            store.upsert(sightings);
            Instant low = T.plusSeconds(seed * 60 + 2);
            Comparator<Sighting> byTime = Comparator.comparing(Sighting::lastSeen);

            assertThat(all(7, (limit, after) -> queries.activeSince(low, limit, after)))
                    .as("active, seed %d", seed)
                    .containsExactlyElementsOf(
                            sightings.stream()
                                    .filter(each -> !each.lastSeen().isBefore(low))
                                    .sorted(byTime.reversed().thenComparing(Sighting::clientId))
                                    .map(Sighting::clientId)
                                    .toList());
            assertThat(all(9, (limit, after) -> queries.inactiveSince(low, limit, after)))
                    .as("inactive, seed %d", seed)
                    .endsWith(
                            sightings.stream()
                                    .filter(each -> each.lastSeen().isBefore(low))
                                    .sorted(byTime.thenComparing(Sighting::clientId))
                                    .map(Sighting::clientId)
                                    .toArray(String[]::new))
                    .doesNotHaveDuplicates();
        }
        assertThat(all(11, queries::recentlyActive)).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void givesEachClientThatDoesNotChangeOnceWhileOthersComeGoAndMove() throws Exception {
        for (boolean newestFirst : List.of(true, false)) {
            TestPostgres.execute(dataSource, "TRUNCATE client_activity");
            Random random = new Random(newestFirst ? 1 : 2);
            List<Sighting> sightings = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = (i % 2 == 0 ? "still-" : "moving-") + i;
                sightings.add(new Sighting(id, T.plusSeconds(random.nextInt(40))));
            }
            store.upsert(sightings);
            List<String> given = new ArrayList<>();
            ClientActivityCursor after = null;
            int turn = 0;
            do {
                ClientActivityPage page =
                        newestFirst
                                ? queries.recentlyActive(8, after)
                                : queries.inactiveSince(T.plusSeconds(3600), 8, after);
                page.clients().forEach(client -> given.add(client.clientId()));
                after = page.next();
                turn++;
                String moving = "moving-" + (2 * random.nextInt(100) + 1);
                seen(moving, T.plusSeconds(random.nextInt(80)));
                seen("new-" + turn, T.plusSeconds(random.nextInt(40)));
                TestPostgres.execute(
                        dataSource,
                        "DELETE FROM client_activity WHERE client_id = 'moving-%d'"
                                .formatted(2 * random.nextInt(100) + 1));
                if (after != null) { // also the very client that the page ended with
                    TestPostgres.execute(
                            dataSource,
                            "DELETE FROM client_activity WHERE client_id LIKE 'moving%%' AND client_id = '%s'"
                                    .formatted(after.clientId()));
                }
            } while (after != null);

            assertThat(given.stream().filter(id -> id.startsWith("still-")))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 100).mapToObj(i -> "still-" + 2 * i).toList());
        }
    }

    @Test
    void countsAClientAtTheLimitAsActive() {
        seen("before", T.minusMillis(1));
        seen("at", T);
        seen("after", T.plusMillis(1));

        assertThat(queries.count()).isEqualTo(3);
        assertThat(queries.countActiveSince(T)).isEqualTo(2);
        assertThat(ids(queries.activeSince(T, 10))).containsExactly("after", "at");
        assertThat(ids(queries.inactiveSince(T, 10))).containsExactly("before");
        assertThat(ids(queries.inactiveSince(Instant.MAX, 10)))
                .containsExactly("before", "at", "after");
        assertThat(queries.countActiveSince(Instant.MIN)).isEqualTo(3);
        assertThat(queries.countActiveSince(Instant.MAX)).isZero();
    }

    @Test
    void tellsThatAPageIsTheLastOne() {
        seen("a", T);
        seen("b", T);

        assertThat(queries.recentlyActive(2).next()).isNull();
        ClientActivityCursor next = queries.recentlyActive(1).next();
        assertThat(next).isEqualTo(new ClientActivityCursor(T, "a"));
        assertThat(queries.recentlyActive(1, next).next()).isNull();
    }

    @Test
    void countsActiveClientsOfTheLastDayWeekAndMonth() {
        seen("now", T);
        seen("day", T.minus(Duration.ofDays(1)));
        seen("over a day", T.minus(Duration.ofDays(1)).minusMillis(1));
        seen("week", T.minus(Duration.ofDays(7)));
        seen("month", T.minus(Duration.ofDays(30)));
        seen("over a month", T.minus(Duration.ofDays(30)).minusMillis(1));

        assertThat(queries.activeClients(T)).isEqualTo(new ActiveClients(2, 4, 5));
    }

    @Test
    void countsDistinctClientsByCalendarDay() {
        hits("a", "GET /", DAY);
        hits("a", "PUT /", DAY);
        hits("b", "GET /", DAY);
        hits("a", "GET /", DAY.plusDays(2));
        hits("c", "GET /", DAY.plusDays(3));

        assertThat(queries.activeClientsByDay(DAY.minusDays(1), DAY.plusDays(2)))
                .containsExactly(
                        new ActiveClientsOfDay(DAY.minusDays(1), 0),
                        new ActiveClientsOfDay(DAY, 2),
                        new ActiveClientsOfDay(DAY.plusDays(1), 0),
                        new ActiveClientsOfDay(DAY.plusDays(2), 1));
        assertThat(queries.activeClientsBetween(DAY, DAY.plusDays(2))).isEqualTo(2);
        assertThat(queries.activeClientsBetween(DAY, DAY.plusDays(3))).isEqualTo(3);
        assertThat(queries.activeClientsBetween(DAY.plusDays(1), DAY.plusDays(1))).isZero();
    }

    @Test
    void listsTheActivitiesOfAClientByDay() {
        ActivityHits today = hits("a", "GET /", DAY);
        ActivityHits put = hits("a", "PUT /", DAY);
        ActivityHits yesterday = hits("a", "PUT /", DAY.minusDays(1));
        hits("a", "PUT /", DAY.minusDays(2));
        hits("b", "GET /", DAY);

        LocalDate from = DAY.minusDays(1);
        assertThat(queries.activities("a", from, DAY, 10)).containsExactly(today, put, yesterday);
        assertThat(queries.activities("a", from, DAY, 1)).containsExactly(today);
        assertThat(queries.activities("a", from, DAY, 1, today)).containsExactly(put);
        assertThat(queries.activities("a", from, DAY, 9, put)).containsExactly(yesterday);
        assertThat(queries.activities("a", from, DAY, 9, yesterday)).isEmpty();
        assertThat(queries.activities("a", from, from, 9, put)).containsExactly(yesterday);
        assertThat(queries.activities("a\0", from, DAY, 9)).isEmpty();
    }

    @Test
    void namesTheArgumentThatIsWrong() {
        for (int limit : new int[] {0, -1, 1_001}) {
            assertRefused(
                    () -> queries.recentlyActive(limit),
                    "limit must be 1 to 1000, but is " + limit);
            assertRefused(() -> queries.inactiveSince(T, limit), "limit must be 1 to 1000");
            assertRefused(
                    () -> queries.activities("a", DAY, DAY, limit), "limit must be 1 to 1000");
        }
        assertRefused(
                () -> queries.activeClientsByDay(DAY, DAY.minusDays(1)),
                "from must not be after to, but 2026-05-04 is after 2026-05-03");
        assertRefused(
                () -> queries.activeClientsByDay(DAY, DAY.plusDays(1_000)),
                "at most 1000 days apart, but from 2026-05-04 to 2029-01-28 are 1001");
        assertRefused(
                () -> queries.activeClientsBetween(LocalDate.MIN, DAY),
                "from must be a day from 0001-01-01 to 9999-12-31");
        assertRefused(
                () -> queries.activities("a", DAY, LocalDate.MAX, 1),
                "to must be a day from 0001-01-01 to 9999-12-31");
        assertThat(queries.activeClientsByDay(DAY, DAY.plusDays(999))).hasSize(1_000);
    }

    @Test
    void makesCursorsOfTheirTokens() {
        for (String id : List.of("a", "", "a b ", "\u00e9\u4e2d\uD83D\uDE00'\"")) {
            for (Instant time : List.of(T, Instant.MIN, Instant.MAX, Instant.EPOCH)) {
                ClientActivityCursor cursor = new ClientActivityCursor(time, id);
                assertThat(cursor.token()).matches("[A-Za-z0-9_-]+");
                assertThat(ClientActivityCursor.parse(cursor.token())).isEqualTo(cursor);
            }
        }
        String good = new ClientActivityCursor(T, "a").token();
        for (String bad : List.of("", "abc", "%", good.substring(5), "MjAyNi0wNS0wNA", "gICA")) {
            assertRefused(
                    () -> ClientActivityCursor.parse(bad),
                    "cursor must be one that a page gave, but is \"" + bad + '"');
        }
        assertRefused(() -> new ClientActivityCursor(T, "a\0"), "clientId must be Unicode text");
    }

    @Test
    void understandsRowsThatWereMadeByHand() throws Exception {
        TestPostgres.execute(
                dataSource,
                """
                INSERT INTO client_activity VALUES ('never', NULL, now()), ('always', 'infinity', now()),
                    ('long ago', '-infinity', now()), ('no start', '2026-05-04T10:00:00Z', NULL),
                    ('before Christ', '4000-01-01 00:00:00 BC', now())
                """);

        assertThat(all(1, queries::recentlyActive))
                .containsExactly("always", "no start", "before Christ", "long ago");
        assertThat(all(1, (limit, after) -> queries.inactiveSince(Instant.MAX, limit, after)))
                .containsExactly("long ago", "before Christ", "no start");
        assertThat(queries.count()).isEqualTo(4);
        assertThat(queries.find("never")).isEmpty();
        assertThat(queries.find("no start").orElseThrow().createdAt())
                .isEqualTo(Instant.parse("2026-05-04T10:00:00Z"));
    }

    @Test
    void asksTheTablesOfAStoreWithOddNames() throws Exception {
        TestPostgres.execute(dataSource, "CREATE SCHEMA \"it's \"\"odd\"\"\"");
        PostgresActivityStore odd =
                PostgresActivityStore.builder(dataSource)
                        .schema("it's \"odd\"")
                        .table("clients'; --")
                        .dailyTable("%s \"days\" {}")
                        .build();
        odd.createTables();
        odd.upsert(List.of(new Sighting("a", T)));
        ActivityHits hits = new ActivityHits("a", "GET /", DAY, 3, T);
        odd.addHits(List.of(hits));
        ClientActivityQueries queries = ClientActivityQueries.of(odd);

        assertThat(queries.find("a")).isPresent();
        assertThat(ids(queries.recentlyActive(1))).containsExactly("a");
        assertThat(queries.count()).isEqualTo(1);
        assertThat(queries.activeClients(T)).isEqualTo(new ActiveClients(1, 1, 1));
        assertThat(queries.activeClientsBetween(DAY, DAY)).isEqualTo(1);
        assertThat(queries.activeClientsByDay(DAY, DAY)).hasSize(1);
        assertThat(queries.activities("a", DAY, DAY, 1)).containsExactly(hits);
        assertThat(this.queries.count()).isZero();
    }

    @Test
    void leavesConnectionsThatDoNotCommitThemselvesClean() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            ClientActivityQueries queries = ClientActivityQueries.of(pool);
            seen("a", T);
            assertThat(queries.count()).isEqualTo(1);
            seen("b", T);
            assertThat(queries.count()).isEqualTo(2);
        }
    }

    @Test
    void failsWithTheTrackersExceptionWhenTheTableIsMissing() throws Exception {
        TestPostgres.execute(dataSource, "DROP TABLE client_activity");

        assertThatThrownBy(() -> queries.count())
                .isExactlyInstanceOf(TrackerException.class)
                .hasRootCauseMessage(
                        "ERROR: relation \"client_activity\" does not exist\n  Position: 30");
    }

    private interface Pages {
        ClientActivityPage get(int limit, @Nullable ClientActivityCursor after);
    }

    /** The ids of all pages, each asked for with the token that the page before it gave. */
    private static List<String> all(int limit, Pages pages) {
        List<String> all = new ArrayList<>();
        ClientActivityCursor after = null;
        do {
            ClientActivityPage page = pages.get(limit, after);
            assertThat(page.clients()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(ids(page));
            after = page.next() == null ? null : ClientActivityCursor.parse(page.next().token());
        } while (after != null);
        return all;
    }

    private static List<String> ids(ClientActivityPage page) {
        return page.clients().stream().map(ClientActivity::clientId).toList();
    }

    private static void assertRefused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private void seen(String clientId, Instant time) {
        store.upsert(List.of(new Sighting(clientId, time)));
    }

    private ActivityHits hits(String clientId, String activity, LocalDate day) {
        ActivityHits hits = new ActivityHits(clientId, activity, day, 3, T);
        store.addHits(List.of(hits));
        return hits;
    }
}

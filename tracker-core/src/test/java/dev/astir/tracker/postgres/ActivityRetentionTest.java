package dev.astir.tracker.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.ClientActivityTable;
import dev.astir.tracker.SettableClock;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(TestPostgres.class)
class ActivityRetentionTest {
    private static final Duration DAYS_30 = Duration.ofDays(30);

    private final SettableClock clock = new SettableClock();
    private final Instant now = clock.instant();
    private final Instant limit = now.minus(DAYS_30);
    private final LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();

    private HikariDataSource pool;
    private DataSource dataSource;
    private PostgresActivityStore store;
    private ClientActivityTable table;

    @BeforeEach
    void createStore(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        pool = new HikariDataSource(config);
        dataSource = pool;
        store = PostgresActivityStore.of(dataSource);
        store.createTables();
        table = new ClientActivityTable(dataSource, "client_activity");
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void deletesClientsThatWereNotSeenForLongAndNoOthers() {
        seen("old", limit.minusMillis(1));
        seen("at the limit", limit);
        seen("new", now);
        hits("old", today);

        assertThat(retention(10).deleteExpired()).isEqualTo(new DeletedActivity(1, 0));
        assertThat(table.lastSeen()).containsOnlyKeys("at the limit", "new");
        assertThat(dailyHits()).hasSize(1);
        assertThat(retention(10).deleteExpired()).isEqualTo(new DeletedActivity(0, 0));
        clock.advance(Duration.ofMillis(1));
        assertThat(retention(10).deleteExpired()).isEqualTo(new DeletedActivity(1, 0));
    }

    @Test
    void deletesHitsOfOldDaysAndNoOthers() {
        seen("a", Instant.EPOCH);
        hits("a", today.minusDays(31));
        hits("a", today.minusDays(30));
        hits("a", today);
        ActivityRetention retention =
                ActivityRetention.builder(store).dailyHitsOlderThan(DAYS_30).clock(clock).build();

        assertThat(retention.deleteExpired()).isEqualTo(new DeletedActivity(0, 1));
        assertThat(dailyHits())
                .extracting(ActivityHits::day)
                .containsExactlyInAnyOrder(today.minusDays(30), today);
        assertThat(table.lastSeen()).containsOnlyKeys("a");
        clock.advance(Duration.ofHours(14)); // the day changes
        assertThat(retention.deleteExpired()).isEqualTo(new DeletedActivity(0, 1));
    }

    @Test
    void findsEveryOldRowWhateverTheIdsAndTheSteps() {
        for (int stepSize : new int[] {1, 2, 7, 64, 1_000}) {
            Random random = new Random(stepSize);
            Map<String, Sighting> sightings = new TreeMap<>();
            Set<ActivityHits> hits = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                String id = awkward(random) + i % 70;
                boolean old = random.nextInt(3) > 0;
                sightings.put(id, new Sighting(id, old ? limit.minusSeconds(i + 1) : now));
                LocalDate day = today.minusDays(random.nextInt(60));
                hits.add(new ActivityHits(id, awkward(random) + i, day, 1, now));
            }
            store.upsert(List.copyOf(sightings.values()));
            store.addHits(List.copyOf(hits));
            sightings.values().removeIf(each -> each.lastSeen().isBefore(limit));
            hits.removeIf(each -> each.day().isBefore(today.minusDays(30)));

            DeletedActivity deleted = retention(stepSize).deleteExpired();

            assertThat(deleted.clients()).isPositive();
            assertThat(deleted.dailyHits()).isPositive();
            assertThat(table.lastSeen().keySet())
                    .as("step %d", stepSize)
                    .containsAll(sightings.keySet());
            assertThat(table.lastSeen().values()).allMatch(now::equals);
            assertThat(dailyHits())
                    .as("step %d", stepSize)
                    .containsAll(hits)
                    .allMatch(each -> !each.day().isBefore(today.minusDays(30)));
        }
    }

    @Test
    void neitherWaitsForNorDeletesAClientThatIsJustBeingSeen() throws Exception {
        seen("a", limit.minusSeconds(1));
        seen("b", limit.minusSeconds(1));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            store.upsert(connection, List.of(new Sighting("a", now)));

            assertThat(retention(10).deleteExpired()).isEqualTo(new DeletedActivity(1, 0));
            connection.commit();
        }

        assertThat(retention(10).deleteExpired()).isEqualTo(new DeletedActivity(0, 0));
        assertThat(table.lastSeen()).containsExactly(Map.entry("a", now));
    }

    @Test
    void deletesNoClientAfterItWasSeenBesideUpsertersAndOtherNodes() throws Exception {
        List<String> ids =
                IntStream.range(0, 400).mapToObj(i -> awkward(new Random(i)) + i).toList();
        for (int round = 0; round < 15; round++) {
            TestPostgres.execute(dataSource, "TRUNCATE client_activity");
            store.upsert(sightings(ids, limit.minusSeconds(1)));
            // So that they work beside each other: the first step of a node that deletes comes
            // before the second batch of sightings, and its second step after the first batch.
            CountDownLatch deletedSome = new CountDownLatch(1);
            CountDownLatch sawSome = new CountDownLatch(1);

            long deleted =
                    Nodes.inParallel(
                                    4,
                                    node -> {
                                        if (node < 2) {
                                            return retention(meeting(deletedSome, sawSome), 10)
                                                    .deleteExpired()
                                                    .clients();
                                        }
                                        for (int i = 0; i < ids.size(); i += 20) {
                                            store.upsert(sightings(ids.subList(i, i + 20), now));
                                            sawSome.countDown();
                                            assertThat(deletedSome.await(60, SECONDS)).isTrue();
                                        }
                                        return 0L;
                                    })
                            .stream()
                            .mapToLong(Long::longValue)
                            .sum();

            assertThat(table.lastSeen()).hasSize(400);
            assertThat(Set.copyOf(table.lastSeen().values())).containsExactly(now);
            // Those that came back are new: exactly the deleted ones were there for a first time.
            assertThat(table.createdAt().values().stream().filter(now::equals).count())
                    .isEqualTo(deleted);
            assertThat(deleted).isBetween(1L, 399L);
        }
    }

    /** The store's tables, for one node: after its first transaction it meets others. */
    private PostgresActivityStore meeting(CountDownLatch here, CountDownLatch there) {
        AtomicInteger connections = new AtomicInteger();
        Object meeting =
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            if (connections.incrementAndGet() == 2) {
                                here.countDown();
                                assertThat(there.await(60, SECONDS)).isTrue();
                            }
                            return method.invoke(dataSource, arguments);
                        });
        return PostgresActivityStore.of((DataSource) meeting);
    }

    @Test
    void countsEachDeletedRowOnceOnSeveralNodes() throws Exception {
        List<String> old = IntStream.range(0, 2_000).mapToObj(i -> "old-" + i).toList();
        store.upsert(sightings(old, limit.minusSeconds(1)));
        store.upsert(sightings(IntStream.range(0, 2_000).mapToObj(i -> "new-" + i).toList(), now));
        store.addHits(old.stream().map(id -> aHit(id, today.minusDays(31))).toList());

        List<DeletedActivity> deleted =
                Nodes.inParallel(4, node -> retention(50 + node).deleteExpired());

        assertThat(deleted.stream().mapToLong(DeletedActivity::clients).sum()).isEqualTo(2_000);
        assertThat(deleted.stream().mapToLong(DeletedActivity::dailyHits).sum()).isEqualTo(2_000);
        assertThat(table.lastSeen()).hasSize(2_000).containsKey("new-1999");
        assertThat(dailyHits()).isEmpty();
    }

    @Test
    void runsPeriodicallyAndThroughOutagesUntilClosed() throws Exception {
        ActivityRetention retention =
                ActivityRetention.builder(store)
                        .clientsUnseenFor(DAYS_30)
                        .interval(Duration.ofMillis(1))
                        .clock(clock)
                        .build();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(ActivityRetention.class);
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        seen("one", limit.minusSeconds(1));
        retention.start();
        await().until(() -> table.lastSeen().isEmpty());
        TestPostgres.execute(dataSource, "ALTER TABLE client_activity RENAME TO away");
        TestPostgres.execute(
                dataSource, "INSERT INTO away VALUES ('two', '2000-01-01'), ('new', 'infinity')");
        await().until(() -> lines.list.toString().contains("failed; will try again"));
        TestPostgres.execute(dataSource, "ALTER TABLE away RENAME TO client_activity");
        await().until(() -> table.lastSeen().keySet().equals(Set.of("new")));
        retention.close();
        logger.setLevel(null);
        logger.detachAppender(lines);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Deleted 1 clients and 0 rows of daily hits that were too old",
                        "astir-tracker-retention failed; will try again",
                        "Deleted 1 clients and 0 rows of daily hits that were too old",
                        "astir-tracker-retention works again");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(each -> each.getName().equals("astir-tracker-retention"))
                .isEmpty();
        assertThatThrownBy(retention::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void worksWithPoolsThatNeitherCommitNorReadWhatOthersCommitted() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setMaximumPoolSize(1);
        seen("old", limit.minusSeconds(1));
        try (HikariDataSource pool = new HikariDataSource(config)) {
            ActivityRetention retention =
                    ActivityRetention.of(PostgresActivityStore.of(pool), DAYS_30);

            assertThat(retention.deleteExpired()).isEqualTo(new DeletedActivity(1, 0));
        }
        assertThat(table.lastSeen()).isEmpty();
    }

    @Test
    void leavesTheConnectionsOfAPoolAsTheyWere() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            ActivityRetention retention =
                    ActivityRetention.of(PostgresActivityStore.of(pool), DAYS_30);
            retention.deleteExpired();
            TestPostgres.execute(dataSource, "DROP TABLE client_activity");
            assertThatThrownBy(retention::deleteExpired)
                    .isExactlyInstanceOf(TrackerException.class)
                    .hasMessage("Could not delete old rows of \"client_activity\"");
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
            }
        }
    }

    @Test
    void keepsRowsWithoutATimeAndWalksTablesWithOddNames() throws Exception {
        TestPostgres.execute(dataSource, "CREATE SCHEMA \"it's \"\"odd\"\"\"");
        PostgresActivityStore odd =
                PostgresActivityStore.builder(dataSource)
                        .schema("it's \"odd\"")
                        .table("{key}'; --")
                        .dailyTable("%s \"days\" {age}")
                        .build();
        odd.createTables();
        odd.upsert(List.of(new Sighting("a", limit.minusSeconds(1)), new Sighting("b", now)));
        odd.addHits(List.of(aHit("a", today.minusDays(31)), aHit("b", today)));
        TestPostgres.execute(
                dataSource, "INSERT INTO \"it's \"\"odd\"\"\".\"{key}'; --\" VALUES ('c', NULL)");
        ActivityRetention retention =
                ActivityRetention.builder(odd)
                        .clientsUnseenFor(DAYS_30)
                        .dailyHitsOlderThan(DAYS_30)
                        .stepSize(1)
                        .clock(clock)
                        .build();

        assertThat(retention.deleteExpired()).isEqualTo(new DeletedActivity(1, 1));
        assertThat(retention.deleteExpired()).isEqualTo(new DeletedActivity(0, 0));
    }

    @Test
    void namesTheSettingThatIsWrong() {
        ActivityRetention.Builder builder = ActivityRetention.builder(store);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clientsUnseenFor or dailyHitsOlderThan must be set");
        assertThatThrownBy(() -> builder.clientsUnseenFor(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clientsUnseenFor must be from PT1M to PT876000H, but is PT0S");
        assertThatThrownBy(() -> builder.dailyHitsOlderThan(Duration.ofDays(-1)))
                .hasMessageContaining("dailyHitsOlderThan must be from PT1M");
        assertThatThrownBy(() -> builder.stepSize(0))
                .hasMessage("stepSize must be 1 to 100000, but is 0");
        assertThatThrownBy(() -> builder.interval(Duration.ZERO))
                .hasMessage("interval must be from PT0.001S to PT8760H, but is PT0S");
    }

    private ActivityRetention retention(int stepSize) {
        return retention(store, stepSize);
    }

    private ActivityRetention retention(PostgresActivityStore store, int stepSize) {
        return ActivityRetention.builder(store)
                .clientsUnseenFor(DAYS_30)
                .dailyHitsOlderThan(DAYS_30)
                .stepSize(stepSize)
                .clock(clock)
                .build();
    }

    /** A start of an id that the database's collation and Java order differently. */
    private static String awkward(Random random) {
        List<String> starts =
                List.of(
                        "a",
                        "A",
                        "b",
                        "B",
                        "_",
                        "-",
                        "\u00e9",
                        "\uD83D\uDE00",
                        " ",
                        "'",
                        "\\",
                        "1");
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parts.add(starts.get(random.nextInt(starts.size())));
        }
        return String.join("", parts);
    }

    private static List<Sighting> sightings(List<String> ids, Instant time) {
        return ids.stream().map(id -> new Sighting(id, time)).toList();
    }

    private static ActivityHits aHit(String id, LocalDate day) {
        return new ActivityHits(id, "GET /", day, 1, Instant.EPOCH);
    }

    private void seen(String id, Instant time) {
        store.upsert(List.of(new Sighting(id, time)));
    }

    private void hits(String id, LocalDate day) {
        store.addHits(List.of(aHit(id, day)));
    }

    private Set<ActivityHits> dailyHits() {
        return ClientActivityTable.hits(dataSource, "client_activity_daily");
    }
}

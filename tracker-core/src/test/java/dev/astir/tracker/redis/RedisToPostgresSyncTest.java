package dev.astir.tracker.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.testing.redis.RedisProcess;
import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.ClientActivityTable;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.SettableClock;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.Texts;
import dev.astir.tracker.TrackerException;
import dev.astir.tracker.postgres.PostgresActivityStore;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestRedis.class, TestPostgres.class})
class RedisToPostgresSyncTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");

    private final Recorded recorded = new Recorded();
    private RedisCommands<String, String> redis;
    private DataSource dataSource;
    private RedisActivityStore store;

    @BeforeEach
    void create(RedisProcess process, DataSource dataSource) {
        this.redis = process.commands();
        this.dataSource = dataSource;
        store = RedisActivityStore.of(redis);
        PostgresActivityStore.of(dataSource).createTables();
        try (RedisToPostgresSync sync = builder().build()) {
            sync.createTable();
        }
    }

    private RedisToPostgresSync.Builder builder() {
        return RedisToPostgresSync.builder(store, dataSource).background(false);
    }

    @Test
    void movesWhatIsRecordedAndSaysHowMuch() throws Exception {
        SettableClock clock = new SettableClock();
        try (RedisToPostgresSync sync = builder().clock(clock).build()) {
            recorded.record(store, 1_000, 0);
            assertThat(sync.sync()).isEqualTo(new SyncResult(false, 1_000, 1_000, 0));
            recorded.assertIsIn(dataSource);
            assertThat(redis.keys("*")).isEmpty();

            recorded.record(store, 7, 60);
            recorded.record(store, 5, 30);
            assertThat(sync.sync()).isEqualTo(new SyncResult(false, 7, 7, 0));
            assertThat(sync.sync()).isEqualTo(new SyncResult(false, 0, 0, 0));
            recorded.assertIsIn(dataSource);
            assertThat(sync.stats())
                    .isEqualTo(
                            new SyncStats(
                                    Duration.ofSeconds(10),
                                    1_007,
                                    1_007,
                                    0,
                                    3,
                                    0,
                                    clock.instant()));
        }
    }

    @Test
    void movesMoreThanAChunk() throws Exception {
        for (int i = 0; i < 5; i++) {
            List<Sighting> sightings = new ArrayList<>();
            for (int j = 0; j < 1_000; j++) {
                sightings.add(new Sighting("client-%d-%d".formatted(i, j), Recorded.T));
            }
            store.upsert(sightings);
        }
        recorded.record(store, 10, 0);
        try (RedisToPostgresSync sync = builder().build()) {
            assertThat(sync.sync()).isEqualTo(new SyncResult(false, 5_010, 10, 0));
        }
        assertThat(new ClientActivityTable(dataSource, "client_activity").lastSeen())
                .hasSize(5_010);
    }

    @Test
    void movesWhateverTheStoreTakes() throws Exception {
        Sighting sighting = new Sighting("'\"\\,{}%\u00e9\uD83D\uDE00\uFEFF\n", Recorded.T);
        ActivityHits hits =
                new ActivityHits(
                        sighting.clientId(), "3:\uD83D\uDE00 '\u0001", DAY, 1L << 53, Recorded.T);
        store.upsert(List.of(sighting));
        store.addHits(List.of(hits));
        try (RedisToPostgresSync sync = builder().build()) {
            assertThat(sync.sync()).isEqualTo(new SyncResult(false, 1, 1, 0));
        }
        assertThat(new ClientActivityTable(dataSource, "client_activity").lastSeen())
                .containsOnlyKeys(sighting.clientId());
        assertThat(Recorded.storedHits(dataSource)).containsExactly(hits);
    }

    @Test
    void needsNoLedgerWhereNothingIsCounted() throws Exception {
        TestPostgres.execute(dataSource, "DROP TABLE client_activity_sync, client_activity_daily");
        store.upsert(List.of(new Sighting("a", Recorded.T)));
        try (RedisToPostgresSync sync = builder().build()) {
            assertThat(sync.sync().sightings()).isEqualTo(1);
        }
    }

    @Test
    void needsOneConnectionOnlyAndLeavesItAsItWas() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(dataSource);
            config.setAutoCommit(autoCommit);
            config.setMaximumPoolSize(1);
            config.setConnectionTimeout(5_000);
            try (HikariDataSource pool = new HikariDataSource(config);
                    RedisToPostgresSync sync =
                            RedisToPostgresSync.builder(store, pool).background(false).build()) {
                sync.createTable();
                recorded.record(store, 10, 0);
                assertThat(sync.sync().hits()).isEqualTo(10);

                TestPostgres.execute(
                        dataSource, "ALTER TABLE client_activity_daily RENAME TO gone");
                recorded.record(store, 10, 1);
                assertThatThrownBy(sync::sync)
                        .isExactlyInstanceOf(TrackerException.class)
                        .hasStackTraceContaining("client_activity_daily");
                assertThat(AdvisoryLocks.count(dataSource)).isZero();
                assertThat(sync.stats().failures()).isEqualTo(1);

                TestPostgres.execute(
                        dataSource, "ALTER TABLE gone RENAME TO client_activity_daily");
                assertThat(sync.sync().hits()).isEqualTo(10);
                assertThat(AdvisoryLocks.count(dataSource)).isZero();
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
                }
            }
        }
        recorded.assertIsIn(dataSource);
    }

    @Test
    void leavesItToTheNodeThatHasTheLock() throws Exception {
        recorded.record(store, 3, 0);
        try (RedisToPostgresSync sync = builder().build();
                RedisToPostgresSync other = builder().name("other").build();
                SyncSession session =
                        SyncSession.open(
                                        dataSource,
                                        PostgresActivityStore.of(dataSource),
                                        SyncLedger.of(null, "client_activity_sync"),
                                        "astir:tracker")
                                .orElseThrow()) {
            assertThat(session).isNotNull();
            assertThat(sync.sync()).isEqualTo(new SyncResult(true, 0, 0, 0));
            assertThat(sync.stats().syncs()).isZero();
            assertThat(sync.stats().lastSuccess()).isNull();
            assertThat(other.sync()).isEqualTo(new SyncResult(false, 3, 3, 0));
        }
        recorded.assertIsIn(dataSource);
    }

    @Test
    void countsExactlyWhenTwoSyncsRunBesideAWriter() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (RedisToPostgresSync one = builder().batchSize(7).build();
                RedisToPostgresSync other = builder().batchSize(11).build()) {
            List<Future<?>> syncs = new ArrayList<>();
            for (RedisToPostgresSync sync : List.of(one, other)) {
                syncs.add(
                        threads.submit(() -> {
                            while (writing.get()) {
                                sync.sync();
                            }
                        }));
            }
            long deadline = System.nanoTime() + LONG.toNanos();
            for (int i = 0; i < 300 || one.stats().hits() == 0 || other.stats().hits() == 0; i++) {
                assertThat(System.nanoTime()).as("both take their turns").isLessThan(deadline);
                recorded.record(store, 1 + i % 40, i);
            }
            writing.set(false);
            for (Future<?> sync : syncs) {
                sync.get(30, SECONDS);
            }
            one.sync();
        } finally {
            threads.shutdownNow();
        }
        recorded.assertIsIn(dataSource);
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void dropsAndReportsTheRowsThatPostgresRefusesAndMovesTheOthers() throws Exception {
        TestPostgres.execute(
                dataSource,
                """
                ALTER TABLE client_activity ADD CHECK (client_id <> 'client-0003');
                ALTER TABLE client_activity_daily ADD CHECK (client_id <> 'client-0008')\
                """);
        recorded.record(store, 20, 0);
        redis.hset(store.keys().recordedHits(), "not", "ours");
        List<String> dropped = new CopyOnWriteArrayList<>();
        SyncListener listener =
                new SyncListener() {
                    @Override
                    public void onDrop(Sighting sighting, DataRejectedException cause) {
                        dropped.add("sighting " + sighting.clientId());
                        throw new IllegalStateException("a listener that throws");
                    }

                    @Override
                    public void onDrop(ActivityHits hits, DataRejectedException cause) {
                        dropped.add("hits " + hits.clientId());
                    }
                };
        try (RedisToPostgresSync sync = builder().listener(listener).build()) {
            assertThat(sync.sync()).isEqualTo(new SyncResult(false, 19, 19, 2));
            assertThat(sync.stats().dropped()).isEqualTo(2);
        }
        assertThat(dropped).containsExactly("sighting client-0003", "hits client-0008");
        assertThat(redis.keys("*")).isEmpty();
        assertThat(new ClientActivityTable(dataSource, "client_activity").lastSeen())
                .hasSize(19)
                .doesNotContainKey("client-0003");
        assertThat(Recorded.storedHits(dataSource))
                .hasSize(19)
                .extracting(ActivityHits::clientId)
                .doesNotContain("client-0008");
    }

    @Test
    void findsTheRowsAtFaultWhereConstraintsAreDeferredToTheCommit() throws Exception {
        TestPostgres.execute(
                dataSource,
                """
                CREATE TABLE known (id VARCHAR(50) PRIMARY KEY);
                INSERT INTO known SELECT 'client-' || to_char(i, 'FM0000')
                    FROM generate_series(0, 19) AS i WHERE i NOT IN (3, 8);
                ALTER TABLE client_activity ADD FOREIGN KEY (client_id) REFERENCES known
                    DEFERRABLE INITIALLY DEFERRED;
                ALTER TABLE client_activity_daily ADD FOREIGN KEY (client_id) REFERENCES known
                    DEFERRABLE INITIALLY DEFERRED\
                """);
        recorded.record(store, 20, 0);
        try (RedisToPostgresSync sync = builder().build()) {
            assertThat(sync.sync()).isEqualTo(new SyncResult(false, 18, 18, 4));
        }
        assertThat(redis.keys("*")).isEmpty();
        assertThat(Recorded.storedHits(dataSource))
                .hasSize(18)
                .extracting(ActivityHits::clientId)
                .doesNotContain("client-0003", "client-0008");
    }

    @Test
    void dropsTheRowWhoseKeyIsTooLongForAnIndexAndMovesTheOthers() throws Exception {
        TestPostgres.execute(dataSource, "DROP TABLE client_activity, client_activity_daily");
        PostgresActivityStore postgres =
                PostgresActivityStore.builder(dataSource).maxIdLength(1_000).build();
        postgres.createTables();
        store = RedisActivityStore.builder(redis).maxIdLength(1_000).build();
        recorded.record(store, 20, 0);
        String random = Texts.incompressible(1_000);
        store.upsert(List.of(new Sighting(random, Recorded.T)));
        store.addHits(List.of(new ActivityHits(random, "GET /", DAY, 1, Recorded.T)));
        try (RedisToPostgresSync sync = builder().postgres(postgres).build()) {
            assertThat(sync.sync()).isEqualTo(new SyncResult(false, 20, 20, 2));
        }
        recorded.assertIsIn(dataSource);
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void hasTheLedgerInTheSchemaOfTheStoreUnlessItIsGivenAnother() throws Exception {
        TestPostgres.execute(
                dataSource,
                "CREATE SCHEMA one; CREATE SCHEMA other; DROP TABLE client_activity_sync");
        PostgresActivityStore postgres =
                PostgresActivityStore.builder(dataSource).schema("one").build();
        postgres.createTables();
        for (RedisToPostgresSync.Builder each :
                List.of(
                        builder().postgres(postgres),
                        builder().schema("other").postgres(postgres))) {
            try (RedisToPostgresSync sync = each.build()) {
                sync.createTable();
                recorded.record(store, 3, 0);
                assertThat(sync.sync().hits()).isEqualTo(3);
            }
        }
        TestPostgres.execute(
                dataSource, "DROP TABLE one.client_activity_sync, other.client_activity_sync");
    }

    @Test
    void doesNotCountASyncAsCompletedThatIsCutShortByClose() throws Exception {
        TestPostgres.execute(
                dataSource, "ALTER TABLE client_activity ADD CHECK (client_id <> 'client-0000')");
        recorded.record(store, 3, 0);
        List<SyncResult> completed = new CopyOnWriteArrayList<>();
        AtomicReference<RedisToPostgresSync> closing = new AtomicReference<>();
        SyncListener listener =
                new SyncListener() {
                    @Override
                    public void onSync(SyncResult result, Duration took) {
                        completed.add(result);
                    }

                    @Override
                    public void onDrop(Sighting sighting, DataRejectedException cause) {
                        closing.get().close(); // in the first chunk
                    }
                };
        RedisToPostgresSync sync = builder().batchSize(1).listener(listener).build();
        closing.set(sync);

        assertThat(sync.sync()).isEqualTo(new SyncResult(false, 0, 1, 1));
        assertThat(completed).isEmpty();
        assertThat(sync.stats().syncs()).isZero();
        assertThat(sync.stats().lastSuccess()).isNull();
        assertThat(sync.stats().failures()).isZero();
        assertThat(sync.stats().hits()).isEqualTo(1);
        try (RedisToPostgresSync next = builder().listener(listener).build()) {
            assertThat(next.sync()).isEqualTo(new SyncResult(false, 2, 2, 0));
        }
        assertThat(completed).hasSize(1);
    }

    @Test
    void usesTheTablesOfItsSettings() throws Exception {
        TestPostgres.execute(
                dataSource, "CREATE SCHEMA \"My \"\"schema\"; DROP TABLE client_activity_sync");
        PostgresActivityStore postgres =
                PostgresActivityStore.builder(dataSource)
                        .schema("My \"schema")
                        .table("seen")
                        .build();
        postgres.createTables();
        try (RedisToPostgresSync sync =
                builder().postgres(postgres).schema("My \"schema").table("moved").build()) {
            sync.createTable();
            sync.createTable();
            recorded.record(store, 3, 0);
            assertThat(sync.sync().hits()).isEqualTo(3);
        }
        assertThat(new ClientActivityTable(dataSource, "\"My \"\"schema\".seen").lastSeen())
                .hasSize(3);
        assertThat(ClientActivityTable.hits(dataSource, "\"My \"\"schema\".seen_daily")).hasSize(3);
    }

    @Test
    void usesTheTablesOfTheMigrations() throws Exception {
        TestPostgres.execute(dataSource, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:" + PostgresActivityStore.MIGRATIONS)
                .table("astir_tracker_history")
                .load()
                .migrate();
        recorded.record(store, 3, 0);
        try (RedisToPostgresSync sync = builder().build()) {
            sync.createTable();
            assertThat(sync.sync()).isEqualTo(new SyncResult(false, 3, 3, 0));
        }
        recorded.assertIsIn(dataSource);
    }

    @Test
    void syncsByItselfAndSurvivesFailuresAndListenersThatThrow() throws Exception {
        TestPostgres.execute(dataSource, "ALTER TABLE client_activity RENAME TO gone");
        recorded.record(store, 3, 0);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<SyncResult> results = new CopyOnWriteArrayList<>();
        SyncListener listener =
                new SyncListener() {
                    @Override
                    public void onSync(SyncResult result, Duration took) {
                        results.add(result);
                        assertThat(results).as("a listener that throws").hasSizeGreaterThan(1);
                    }

                    @Override
                    public void onFailure(Throwable cause, Duration retryIn) {
                        failures.add(cause);
                        throw new AssertionError("a listener that throws");
                    }
                };
        try (RedisToPostgresSync sync =
                builder()
                        .background(true)
                        .interval(Duration.ofMillis(10))
                        .listener(listener)
                        .build()) {
            await().atMost(LONG).until(() -> failures.size() >= 2);
            assertThat(failures.get(0)).isExactlyInstanceOf(TrackerException.class);
            assertThat(results).isEmpty();
            TestPostgres.execute(dataSource, "ALTER TABLE gone RENAME TO client_activity");
            await().atMost(LONG).until(() -> results.size() >= 3);
            recorded.assertIsIn(dataSource);
            recorded.record(store, 4, 1);
            await().atMost(LONG).until(() -> sync.stats().hits() == 7);
        }
        assertThat(results.get(0)).isEqualTo(new SyncResult(false, 3, 3, 0));
        recorded.assertIsIn(dataSource);
    }

    @Test
    void endsItsThreadWhenClosed() {
        RedisToPostgresSync sync =
                builder().background(true).threadName("sync-that-is-closed").build();
        assertThat(threads("sync-that-is-closed")).hasSize(1).allMatch(Thread::isDaemon);

        sync.close();
        sync.close();

        assertThat(threads("sync-that-is-closed")).isEmpty();
        assertThatThrownBy(sync::sync).isInstanceOf(IllegalStateException.class);
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    @Test
    void namesTheSettingThatIsWrong() {
        RedisToPostgresSync.Builder builder = builder();
        assertThatThrownBy(() -> builder.interval(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("interval must be from 1 ms to 1 day, but is PT0S");
        assertThatThrownBy(() -> builder.shutdownTimeout(Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shutdownTimeout must be from 1 ms to 1 day");
        assertThatThrownBy(() -> builder.batchSize(1_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batchSize must be from 1 to 1000, but is 1001");
        assertThatThrownBy(() -> builder.name(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name must have 1 to 200 characters");
        assertThatThrownBy(() -> builder.table("t".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table must be a name of 1 to 63 bytes");
        assertThatThrownBy(() -> builder.schema(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema must be a name of 1 to 63 bytes");
    }
}

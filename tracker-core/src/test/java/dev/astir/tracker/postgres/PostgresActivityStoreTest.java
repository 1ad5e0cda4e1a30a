package dev.astir.tracker.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.ClientActivityTable;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.CountingActivityStoreContractTest;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPostgres.class)
class PostgresActivityStoreTest extends CountingActivityStoreContractTest {
    private DataSource dataSource;
    private PostgresActivityStore store;
    private ClientActivityTable table;

    @BeforeEach
    void createStore(DataSource dataSource) {
        this.dataSource = dataSource;
        store = PostgresActivityStore.of(dataSource);
        store.createTables();
        table = new ClientActivityTable(dataSource, "client_activity");
    }

    @Override
    protected CountingActivityStore store() {
        return store;
    }

    @Override
    protected Map<String, Instant> contents() {
        return table.lastSeen();
    }

    @Override
    protected Set<ActivityHits> hits() {
        return ClientActivityTable.hits(dataSource, "client_activity_daily");
    }

    @Test
    void setsCreatedAtOnce() {
        store.upsert(List.of(new Sighting("a", T)));
        store.upsert(List.of(new Sighting("a", T.plusSeconds(1))));

        assertThat(table.createdAt()).containsExactly(Map.entry("a", T));
    }

    @Test
    void takesTheLatestOfEachClientFromABatchInAnyOrder() {
        store.upsert(
                List.of(
                        new Sighting("b", T.plusSeconds(2)),
                        new Sighting("a", T),
                        new Sighting("b", T.plusSeconds(1))));

        assertThat(contents()).containsOnly(Map.entry("a", T), Map.entry("b", T.plusSeconds(2)));
    }

    @Test
    void sumsTheHitsOfABatchInAnyOrder() {
        store.addHits(
                List.of(
                        new ActivityHits("b", "x", DAY, 1, T.plusSeconds(2)),
                        new ActivityHits("a", "x", DAY, 2, T),
                        new ActivityHits("b", "x", DAY, 3, T)));

        assertThat(hits())
                .containsExactlyInAnyOrder(
                        new ActivityHits("a", "x", DAY, 2, T),
                        new ActivityHits("b", "x", DAY, 4, T.plusSeconds(2)));
    }

    @Test
    void rejectsHitsThatNoColumnCanHold() {
        ActivityHits most = new ActivityHits("a", "x", DAY, Long.MAX_VALUE, T);
        store.addHits(List.of(most));

        for (List<ActivityHits> batch :
                List.of(
                        List.of(new ActivityHits("a", "x", DAY, 1, T)),
                        List.of(most, most),
                        List.of(new ActivityHits("b", "x", LocalDate.MAX, 1, T)),
                        List.of(new ActivityHits("b", "x", DAY, 1, Instant.MAX)))) {
            assertThatThrownBy(() -> store.addHits(batch))
                    .isInstanceOf(DataRejectedException.class);
        }
        assertThat(hits()).containsExactly(most);
    }

    @Test
    void writesInTheTransactionOfItsCaller() throws Exception {
        ActivityHits hits = new ActivityHits("a", "x", DAY, 1, T);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            store.upsert(connection, List.of(new Sighting("a", T)));
            store.addHits(connection, List.of(hits));
            assertThat(contents()).isEmpty();
            assertThat(hits()).isEmpty();
            connection.rollback();
            store.upsert(connection, List.of(new Sighting("b", T)));
            store.addHits(connection, List.of(hits));
            connection.commit();
        }

        assertThat(contents()).containsOnlyKeys("b");
        assertThat(hits()).containsExactly(hits);
    }

    @Test
    void tellsTheFaultAlsoInTheTransactionOfItsCaller() throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            assertThatThrownBy(() ->
                            store.upsert(connection, List.of(new Sighting("x".repeat(51), T))))
                    .isInstanceOf(DataRejectedException.class);
            ActivityHits hits = new ActivityHits("a", "x".repeat(101), DAY, 1, T);
            assertThatThrownBy(() -> store.addHits(connection, List.of(hits)))
                    .isInstanceOf(DataRejectedException.class);
            TestPostgres.execute(dataSource, "DROP TABLE client_activity_daily");
            assertThatThrownBy(() -> store.addHits(connection, List.of(hits)))
                    .isExactlyInstanceOf(TrackerException.class);
        }
    }

    @Test
    void acceptsActivitiesByTheRulesOfIds() {
        assertThat(store.acceptsActivity("\uD83D\uDE00".repeat(100))).isTrue();
        assertThat(store.acceptsActivity("x".repeat(101))).isFalse();
        assertThat(store.acceptsActivity("a\0b")).isFalse();
        assertThat(store.acceptsActivity("a\uD83D")).isFalse();
        assertThat(
                        PostgresActivityStore.builder(dataSource)
                                .maxActivityLength(3)
                                .build()
                                .acceptsActivity("GET "))
                .isFalse();
    }

    @Test
    void hasNoIndexBesideTheKeysSoThatUpdatesStayInTheirPage() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
                                        + " WHERE c.relname LIKE 'client%' AND NOT i.indisprimary")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void acceptsIdsByCharactersAndRefusesWhatPostgresCannotKeep() {
        assertThat(store.accepts("x".repeat(50))).isTrue();
        assertThat(store.accepts("x".repeat(51))).isFalse();
        assertThat(store.accepts("\uD83D\uDE00".repeat(50))).isTrue();
        assertThat(store.accepts("a\0b")).isFalse();
        assertThat(store.accepts("a\uD83D")).isFalse();
    }

    @Test
    void rejectsATimeOutOfRange() {
        assertThatThrownBy(() -> store.upsert(List.of(new Sighting("a", Instant.MAX))))
                .isInstanceOf(DataRejectedException.class)
                .hasMessageContaining("timestamptz");
    }

    @Test
    void usesTheSchemaTableAndLengthOfItsSettings() throws Exception {
        TestPostgres.execute(dataSource, "CREATE SCHEMA \"My \"\"schema\"");
        PostgresActivityStore store =
                PostgresActivityStore.builder(dataSource)
                        .schema("My \"schema")
                        .table("seen; DROP TABLE client_activity")
                        .dailyTable("day's \"hits\"")
                        .maxIdLength(80)
                        .maxActivityLength(200)
                        .build();
        store.createTables();
        store.upsert(List.of(new Sighting("x".repeat(80), T)));
        ActivityHits hits = new ActivityHits("x".repeat(80), "y".repeat(200), DAY, 1, T);
        store.addHits(List.of(hits));

        assertThat(store.accepts("x".repeat(80))).isTrue();
        assertThat(
                        new ClientActivityTable(
                                        dataSource,
                                        "\"My \"\"schema\".\"seen; DROP TABLE client_activity\"")
                                .lastSeen())
                .containsOnlyKeys("x".repeat(80));
        assertThat(ClientActivityTable.hits(dataSource, "\"My \"\"schema\".\"day's \"\"hits\"\"\""))
                .containsExactly(hits);
        assertThat(contents()).isEmpty();
        assertThat(hits()).isEmpty();
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> PostgresActivityStore.builder(dataSource).table("t".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table must be a name of 1 to 63 bytes");
        assertThatThrownBy(() -> PostgresActivityStore.builder(dataSource).maxIdLength(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxIdLength must be at least 1, but is 0");
        assertThatThrownBy(() -> PostgresActivityStore.builder(dataSource).maxActivityLength(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxActivityLength must be at least 1, but is 0");
        assertThatThrownBy(() -> PostgresActivityStore.builder(dataSource).dailyTable(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dailyTable must be a name of 1 to 63 bytes");
    }

    @Test
    void namesTheOtherTablesAfterTheFirst() throws Exception {
        PostgresActivityStore store =
                PostgresActivityStore.builder(dataSource).table("api_clients").build();
        store.createTables();
        ActivityHits hits = new ActivityHits("a", "x", DAY, 1, T);
        store.addHits(List.of(hits));

        assertThat(ClientActivityTable.hits(dataSource, "api_clients_daily")).containsExactly(hits);
    }

    @Test
    void findsNamesForTheOtherTablesHoweverLongTheFirstIs() throws Exception {
        // The last two differ only where the derived names are cut.
        for (String table :
                List.of(
                        "t".repeat(55),
                        "t".repeat(56),
                        "\u00e9".repeat(31),
                        "\uD83D\uDE00".repeat(15) + "abc",
                        "t".repeat(62) + "u",
                        "t".repeat(62) + "v")) {
            PostgresActivityStore store =
                    PostgresActivityStore.builder(dataSource).table(table).build();
            store.createTables();
            ActivityHits hits = new ActivityHits("a", table, DAY, 1, T);
            store.upsert(List.of(new Sighting("a", T)));
            store.addHits(List.of(hits));

            assertThat(ClientActivityTable.hits(dataSource, store.tables().daily()))
                    .containsExactly(hits);
            assertThat(tables(store.tables().clients())).isEqualTo(1);
            assertThat(tables(store.tables().daily())).isEqualTo(1);
            assertThat(tables(store.tables().silence())).isEqualTo(1);
        }
        assertThat(tables("%")).isEqualTo(3 + 6 * 3);
    }

    /** How many tables have a name like this; PostgreSQL would have cut one that is too long. */
    private int tables(String quoted) throws Exception {
        String sql =
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, quoted.replace("\"", ""));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Test
    void checksInTheTransactionOfItsCallerWhatIsDeferredToItsEnd() throws Exception {
        TestPostgres.execute(
                dataSource,
                """
                CREATE TABLE known (id VARCHAR(50) PRIMARY KEY);
                ALTER TABLE client_activity ADD FOREIGN KEY (client_id) REFERENCES known
                    DEFERRABLE INITIALLY DEFERRED\
                """);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            store.upsert(connection, List.of(new Sighting("a", T)));
            assertThatThrownBy(() -> store.checkConstraints(connection))
                    .isInstanceOf(DataRejectedException.class)
                    .hasMessageContaining("known");
        }
    }

    @Test
    void commitsOnConnectionsThatDoNotCommitThemselves() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            PostgresActivityStore store = PostgresActivityStore.of(pool);
            List<Sighting> tooLong = List.of(new Sighting("x".repeat(51), T));
            assertThatThrownBy(() -> store.upsert(tooLong))
                    .isInstanceOf(DataRejectedException.class);
            store.upsert(List.of(new Sighting("a", T)));
        }

        assertThat(contents()).containsOnlyKeys("a");
    }

    @Test
    void failsWithoutRejectingWhenTheTableIsMissing() throws Exception {
        TestPostgres.execute(dataSource, "DROP TABLE client_activity");

        assertThatThrownBy(() -> store.upsert(List.of(new Sighting("a", T))))
                .isExactlyInstanceOf(TrackerException.class)
                .hasMessageContaining("client_activity");
    }

    @Test
    void createsTheTableFromSeveralNodesAtOnce() throws Exception {
        TestPostgres.execute(
                dataSource,
                "DROP TABLE client_activity, client_activity_daily, client_activity_silence");
        inParallel(4, node -> store.createTables());

        assertThat(contents()).isEmpty();
        assertThat(hits()).isEmpty();
    }

    @Test
    void migratesByFlywayBesideTheTablesOfAnAdopter() throws Exception {
        TestPostgres.execute(
                dataSource,
                "DROP TABLE client_activity, client_activity_daily, client_activity_silence; CREATE TABLE adopters (id int)");
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:" + PostgresActivityStore.MIGRATIONS)
                .table("astir_tracker_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        store.upsert(List.of(new Sighting("a", T)));
        ActivityHits hits = new ActivityHits("a", "x", DAY, 1, T);
        store.addHits(List.of(hits));

        assertThat(contents()).containsOnlyKeys("a");
        assertThat(hits()).containsExactly(hits);
    }

    @Test
    void doesNotDeadlockWhenNodesWriteTheSameClientsInDifferentOrders() throws Exception {
        inParallel(
                4,
                node -> {
                    Random random = new Random(node);
                    for (int batch = 0; batch < 50; batch++) {
                        List<Sighting> sightings = new ArrayList<>();
                        List<ActivityHits> hits = new ArrayList<>();
                        for (int i = 0; i < 200; i++) {
                            String id = "client-" + random.nextInt(500);
                            sightings.add(new Sighting(id, T.plusMillis(batch)));
                            hits.add(new ActivityHits(id, "x", DAY, 1, T));
                        }
                        store.upsert(sightings);
                        store.addHits(hits);
                    }
                });

        assertThat(contents()).hasSizeGreaterThan(490);
        assertThat(hits().stream().mapToLong(ActivityHits::hits).sum()).isEqualTo(4 * 50 * 200);
    }

    private interface NodeWork {
        void run(int node) throws Exception;
    }

    private static void inParallel(int nodes, NodeWork work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                int node = i;
                done.add(
                        threads.submit(() -> {
                            work.run(node);
                            return null;
                        }));
            }
            for (Future<?> each : done) {
                each.get(60, SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

package dev.astir.tracker.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.ActivityStoreContractTest;
import dev.astir.tracker.ClientActivityTable;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPostgres.class)
class PostgresActivityStoreTest extends ActivityStoreContractTest {
    private DataSource dataSource;
    private PostgresActivityStore store;
    private ClientActivityTable table;

    @BeforeEach
    void createStore(DataSource dataSource) {
        this.dataSource = dataSource;
        store = PostgresActivityStore.of(dataSource);
        store.createTable();
        table = new ClientActivityTable(dataSource, "client_activity");
    }

    @Override
    protected ActivityStore store() {
        return store;
    }

    @Override
    protected Map<String, Instant> contents() {
        return table.lastSeen();
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
                        .maxIdLength(80)
                        .build();
        store.createTable();
        store.upsert(List.of(new Sighting("x".repeat(80), T)));

        assertThat(store.accepts("x".repeat(80))).isTrue();
        assertThat(
                        new ClientActivityTable(
                                        dataSource,
                                        "\"My \"\"schema\".\"seen; DROP TABLE client_activity\"")
                                .lastSeen())
                .containsOnlyKeys("x".repeat(80));
        assertThat(contents()).isEmpty();
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> PostgresActivityStore.builder(dataSource).table("t".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table must be a name of 1 to 63 bytes");
        assertThatThrownBy(() -> PostgresActivityStore.builder(dataSource).maxIdLength(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxIdLength must be at least 1, but is 0");
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
        TestPostgres.execute(dataSource, "DROP TABLE client_activity");
        inParallel(4, node -> store.createTable());

        assertThat(contents()).isEmpty();
    }

    @Test
    void migratesByFlywayBesideTheTablesOfAnAdopter() throws Exception {
        TestPostgres.execute(
                dataSource, "DROP TABLE client_activity; CREATE TABLE adopters (id int)");
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:" + PostgresActivityStore.MIGRATIONS)
                .table("astir_tracker_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        store.upsert(List.of(new Sighting("a", T)));

        assertThat(contents()).containsOnlyKeys("a");
    }

    @Test
    void doesNotDeadlockWhenNodesWriteTheSameClientsInDifferentOrders() throws Exception {
        inParallel(
                4,
                node -> {
                    Random random = new Random(node);
                    for (int batch = 0; batch < 50; batch++) {
                        List<Sighting> sightings = new ArrayList<>();
                        for (int i = 0; i < 200; i++) {
                            sightings.add(
                                    new Sighting(
                                            "client-" + random.nextInt(500), T.plusMillis(batch)));
                        }
                        store.upsert(sightings);
                    }
                });

        assertThat(contents()).hasSizeGreaterThan(490);
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

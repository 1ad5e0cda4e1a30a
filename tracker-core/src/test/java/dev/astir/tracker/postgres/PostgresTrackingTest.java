package dev.astir.tracker.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.testing.net.Ports;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.ClientActivityTable;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Refusal;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.Texts;
import dev.astir.tracker.TrackerListener;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tracker and PostgreSQL together. */
@ExtendWith(TestPostgres.class)
class PostgresTrackingTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void dropsTheOneRowThatPostgresRefusesAndStoresTheOthers(DataSource dataSource)
            throws Exception {
        PostgresActivityStore store = PostgresActivityStore.of(dataSource);
        store.createTables();
        TestPostgres.execute(
                dataSource, "ALTER TABLE client_activity ADD CHECK (client_id <> 'client-123')");
        List<Sighting> dropped = new CopyOnWriteArrayList<>();
        TrackerListener listener =
                new TrackerListener() {
                    @Override
                    public void onDrop(Sighting sighting, DataRejectedException cause) {
                        dropped.add(sighting);
                    }
                };
        try (ActivityTracker tracker = ActivityTracker.builder(store).listener(listener).build()) {
            for (int i = 0; i < 500; i++) {
                tracker.record("client-" + i);
            }

            assertThat(tracker.flush(LONG)).isTrue();
            assertThat(tracker.stats().dropped()).isEqualTo(1);
            assertThat(tracker.stats().pending()).isZero();
        }
        assertThat(dropped).extracting(Sighting::clientId).containsExactly("client-123");
        assertThat(new ClientActivityTable(dataSource, "client_activity").lastSeen())
                .hasSize(499)
                .doesNotContainKey("client-123");
    }

    @Test
    void dropsTheRowWhoseKeyIsTooLongForAnIndexAndStoresTheOthers(DataSource dataSource) {
        PostgresActivityStore store =
                PostgresActivityStore.builder(dataSource).maxIdLength(1_000).build();
        store.createTables();
        String random = Texts.incompressible(1_000);
        String compressible = "\u4e00".repeat(1_000);
        try (ActivityTracker tracker = ActivityTracker.of(store)) {
            for (String id : List.of("a", random, compressible, "x".repeat(1_000))) {
                assertThat(tracker.record(id, "GET /")).isTrue();
            }

            assertThat(tracker.flush(LONG)).isTrue();
            assertThat(tracker.stats().dropped()).isEqualTo(1);
            assertThat(tracker.stats().hits().dropped()).isEqualTo(1);
            assertThat(tracker.stats().failures()).isZero();
        }
        assertThat(new ClientActivityTable(dataSource, "client_activity").lastSeen())
                .containsOnlyKeys("a", compressible, "x".repeat(1_000));
        assertThat(ClientActivityTable.hits(dataSource, "client_activity_daily")).hasSize(3);
    }

    @Test
    void takesAnyIdThatFitsAndRefusesTheOthersWithoutThrowing(DataSource dataSource) {
        PostgresActivityStore store = PostgresActivityStore.of(dataSource);
        store.createTables();
        List<String> odd =
                List.of(
                        "O'Brien",
                        "\"; DROP TABLE client_activity; --",
                        "\\",
                        "{a,b}",
                        "NULL",
                        " ",
                        "\uFEFF",
                        "\uD83D\uDE00".repeat(50),
                        "x".repeat(50));
        try (ActivityTracker tracker = ActivityTracker.of(store)) {
            assertThat(odd).allMatch(id -> tracker.record(id, "GET /" + id));
            assertThat(List.of("x".repeat(51), "x".repeat(1 << 20), "a\0", "", "\uD83D"))
                    .noneMatch(id -> tracker.record(id));
            assertThat(tracker.record(null)).isFalse();

            assertThat(tracker.flush(LONG)).isTrue();
            assertThat(tracker.stats().refused()).containsEntry(Refusal.INVALID, 6L);
            assertThat(tracker.stats().dropped()).isZero();
        }
        assertThat(new ClientActivityTable(dataSource, "client_activity").lastSeen())
                .containsOnlyKeys(odd);
    }

    @Test
    void storesFromTwoNodesThatSeeTheSameClients(DataSource dataSource) {
        PostgresActivityStore store = PostgresActivityStore.of(dataSource);
        store.createTables();
        ActivityTracker.Builder builder =
                ActivityTracker.builder(store).flushInterval(Duration.ofMillis(5));
        try (ActivityTracker one = builder.build();
                ActivityTracker other = builder.build()) {
            for (int round = 0; round < 40; round++) {
                for (int i = 0; i < 200; i++) {
                    one.record("client-" + i);
                    other.record("client-" + (199 - i));
                }
                if (round % 4 == 0) {
                    assertThat(one.flush(LONG)).isTrue();
                }
            }
            assertThat(one.flush(LONG)).isTrue();
            assertThat(other.flush(LONG)).isTrue();
            assertThat(one.stats().failures() + other.stats().failures()).isZero();
        }
        assertThat(new ClientActivityTable(dataSource, "client_activity").lastSeen()).hasSize(200);
    }

    @Test
    void storesWhatItSawWhilePostgresWasDown(@TempDir Path directory) throws Exception {
        int port = Ports.free();
        ActivityTracker tracker;
        DataSource dataSource;
        try (EmbeddedPostgres postgres = start(directory, port)) {
            dataSource = postgres.getPostgresDatabase();
            PostgresActivityStore store = PostgresActivityStore.of(dataSource);
            store.createTables();
            tracker = ActivityTracker.builder(store).flushInterval(Duration.ofMillis(20)).build();
            tracker.record("before");
            assertThat(tracker.flush(LONG)).isTrue();
        }
        try (tracker) {
            tracker.record("meanwhile");
            await().until(() -> tracker.stats().failures() >= 2);
            try (EmbeddedPostgres postgres = start(directory, port)) {
                await().atMost(LONG).until(() -> tracker.stats().pending() == 0);
                tracker.close();
                assertThat(
                                new ClientActivityTable(
                                                postgres.getPostgresDatabase(), "client_activity")
                                        .lastSeen())
                        .containsOnlyKeys("before", "meanwhile");
            }
        }
    }

    private static EmbeddedPostgres start(Path directory, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }
}

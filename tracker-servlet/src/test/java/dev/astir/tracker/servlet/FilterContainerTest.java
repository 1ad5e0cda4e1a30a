package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The filter with its defaults, in one real container, writing to a real PostgreSQL. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(TestPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("newest-java")
abstract class FilterContainerTest
        implements RequestBodyContract,
                DispatchContract,
                ConnectionContract,
                OuterFilterContract,
                ResolverContract,
                TroubleContract {
    private final Witness trackedWitness = new Witness();
    private final Witness plainWitness = new Witness();
    private TrackerDatabase database;
    private ActivityTracker tracker;
    private ServletContainer tracked;
    private ServletContainer plain;
    private TestClient trackedClient;
    private TestClient plainClient;

    @BeforeAll
    void startBoth(DataSource dataSource) throws Exception {
        database = TrackerDatabase.in(dataSource);
        tracker =
                ActivityTracker.builder(PostgresActivityStore.of(dataSource))
                        .flushInterval(Duration.ofHours(1))
                        .build();
        tracked =
                start(
                        application()
                                .filter(trackedWitness)
                                .filter(ActivityTrackingFilter.of(tracker)));
        plain = start(application().filter(plainWitness));
        trackedClient = TestClient.of(tracked);
        plainClient = TestClient.of(plain);
    }

    private static TestApplication application() {
        return DispatchServlets.addTo(TestServlets.addTo(new TestApplication()));
    }

    @AfterAll
    void stopBoth() throws Exception {
        plain.close();
        tracked.close();
        tracker.close();
    }

    @BeforeEach
    void forget() throws SQLException {
        assertThat(tracker.flush(Duration.ofSeconds(30))).isTrue();
        database.clear();
        trackedWitness.forget();
        plainWitness.forget();
    }

    @Override
    public TestClient tracked() {
        return trackedClient;
    }

    @Override
    public TestClient plain() {
        return plainClient;
    }

    @Override
    public Witness trackedWitness() {
        return trackedWitness;
    }

    @Override
    public Witness plainWitness() {
        return plainWitness;
    }

    @Override
    public TrackerDatabase database() {
        return database;
    }

    @Override
    public void awaitClients(Set<String> clients) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> {
                    assertThat(tracker.flush(Duration.ofSeconds(30))).isTrue();
                    assertThat(database.clients()).isEqualTo(clients);
                });
    }
}

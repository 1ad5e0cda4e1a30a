package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import dev.astir.tracker.micrometer.TrackerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tracker's meters in the application's registry, and the application's own listeners. */
@ExtendWith(TestPostgres.class)
class TrackerMetricsTest {

    @Test
    void registersMetersAndCallsTheListenersOfTheApplicationAsWell(DataSource dataSource)
            throws Exception {
        Map<String, Object> properties = properties(dataSource);
        RecordingListener listener;
        try (TestServer server = new TestServer(properties)) {
            server.get("/items?client_id=a");
            server.get("/items?client_id=b");
            server.get("/items?client_id=" + "x".repeat(51));
            server.flush();

            MeterRegistry registry = server.bean(MeterRegistry.class);
            assertThat(
                            registry.get("activity.tracker.stored")
                                    .tag("type", "sightings")
                                    .functionCounter()
                                    .count())
                    .isEqualTo(2);
            assertThat(
                            registry.get("activity.tracker.refused")
                                    .tag("reason", "invalid")
                                    .functionCounter()
                                    .count())
                    .isEqualTo(1);
            assertThat(server.get("/metrics/activity.tracker.flush").body())
                    .contains("\"COUNT\"", "\"value\":1");
            listener = server.bean(RecordingListener.class);
            assertThat(listener.written).hasValue(2);
        }
        assertThat(listener.closed).hasValue(1);
    }

    @Test
    void canBeTurnedOff(DataSource dataSource) throws Exception {
        Map<String, Object> properties = properties(dataSource);
        properties.put("micronaut.metrics.binders.activity-tracker.enabled", false);
        try (TestServer server = new TestServer(properties)) {
            assertThat(server.bean(MeterRegistry.class).find("activity.tracker.stored").meters())
                    .isEmpty();
            assertThat(server.has(TrackerMetrics.class)).isFalse();
        }
    }

    private static Map<String, Object> properties(DataSource dataSource) throws Exception {
        Map<String, Object> properties =
                new HashMap<>(TrackerDatabase.in(dataSource).properties("default"));
        properties.put("test.listeners", true);
        properties.put("endpoints.metrics.sensitive", false);
        return properties;
    }
}

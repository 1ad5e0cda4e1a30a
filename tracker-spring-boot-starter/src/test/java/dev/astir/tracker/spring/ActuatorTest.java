package dev.astir.tracker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import dev.astir.tracker.TrackerListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tracker on the endpoints of Spring Boot's actuator, and the application's own listeners. */
@ExtendWith(TestPostgres.class)
@Tag("newest-java")
class ActuatorTest {
    private final JsonMapper json = new JsonMapper();

    private static Map<String, Object> properties(TrackerDatabase database) {
        Map<String, Object> properties = RunningApplication.dataSource(database);
        properties.put("management.endpoints.web.exposure.include", "health,metrics");
        properties.put("management.endpoint.health.show-details", "always");
        properties.put("astir.tracker.flush-interval", "1h");
        return properties;
    }

    @Test
    void showsHealthAndMeters(DataSource dataSource) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        try (RunningApplication application =
                RunningApplication.start(ItemsApplication.class, properties(database))) {
            application.get("/items?client_id=a");
            application.get("/items?client_id=" + "x".repeat(51));
            assertThat(application.tracker().flush(Duration.ofSeconds(30))).isTrue();
            application.get("/items?client_id=b");

            JsonNode tracker = health(application);
            assertThat(tracker.get("status").stringValue()).isEqualTo("UP");
            JsonNode details = tracker.get("details");
            assertThat(details.get("flushInterval").stringValue()).isEqualTo("PT1H");
            assertThat(details.get("maxBatchSize").intValue()).isEqualTo(100);
            assertThat(details.get("maxPending").intValue()).isEqualTo(100_000);
            assertThat(details.get("pending").intValue()).isEqualTo(1);
            assertThat(details.get("stored").intValue()).isEqualTo(1);
            assertThat(details.get("failures").intValue()).isZero();
            assertThat(details.get("dropped").intValue()).isZero();
            assertThat(details.get("refused").intValue()).isEqualTo(1);
            assertThat(details.get("refusedByReason").get("invalid").intValue()).isEqualTo(1);
            assertThat(details.get("hits").get("stored").intValue()).isZero();
            assertThat(details.get("lastSuccess").stringValue()).endsWith("Z");

            assertThat(meter(application, "activity.tracker.pending")).isEqualTo(1);
            assertThat(meter(application, "activity.tracker.stored")).isEqualTo(1);
            assertThat(meter(application, "activity.tracker.flush")).isEqualTo(1);
        }
    }

    @Test
    void staysUpWhileTheDatabaseIsNotReady(DataSource dataSource) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        TestPostgres.execute(dataSource, "DROP TABLE client_activity");
        Map<String, Object> properties = properties(database);
        properties.put("astir.tracker.shutdown-timeout", "10ms");
        try (RunningApplication application =
                RunningApplication.start(ItemsApplication.class, properties)) {
            assertThat(application.get("/items?client_id=a").statusCode()).isEqualTo(200);
            assertThat(application.tracker().flush(Duration.ofMillis(200))).isFalse();

            JsonNode tracker = health(application);
            assertThat(tracker.get("status").stringValue()).isEqualTo("UP");
            assertThat(tracker.get("details").get("failures").intValue()).isPositive();
            assertThat(tracker.get("details").has("lastSuccess")).isFalse();
        }
    }

    @Test
    void callsAllListenersOfTheApplication(DataSource dataSource) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        try (RunningApplication application =
                RunningApplication.start(ListeningApplication.class, properties(database))) {
            application.get("/items?client_id=a");
            assertThat(application.tracker().flush(Duration.ofSeconds(30))).isTrue();

            assertThat(application.context().getBean(AtomicInteger.class)).hasValue(1);
            assertThat(meter(application, "activity.tracker.flush")).isEqualTo(1);
        }
    }

    private JsonNode health(RunningApplication application) throws Exception {
        return json.readTree(application.get("/actuator/health").body())
                .get("components")
                .get("activityTracker");
    }

    private double meter(RunningApplication application, String name) throws Exception {
        return json.readTree(application.get("/actuator/metrics/" + name).body())
                .get("measurements")
                .get(0)
                .get("value")
                .doubleValue();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ItemsApplication.class)
    static class ListeningApplication {
        @Bean
        AtomicInteger flushes() {
            return new AtomicInteger();
        }

        @Bean
        @Order(0)
        TrackerListener throwing() {
            return new TrackerListener() {
                @Override
                public void onFlush(int clients, Duration took) {
                    throw new IllegalStateException("a listener of the application");
                }
            };
        }

        @Bean
        @Order(1)
        TrackerListener counting(AtomicInteger flushes) {
            return new TrackerListener() {
                @Override
                public void onFlush(int clients, Duration took) {
                    flushes.incrementAndGet();
                }
            };
        }
    }
}

package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** What the health endpoint tells of the tracker, while the database is there and while not. */
@ExtendWith(TestPostgres.class)
class TrackerHealthIndicatorTest {

    @Test
    void staysUpWhileTheDatabaseIsDown(DataSource dataSource) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.put("datasources.default.connection-timeout", 250);
        properties.put("endpoints.health.jdbc.enabled", false);
        properties.put("astir.tracker.flush-interval", "20ms");
        properties.put("astir.tracker.activity", true);
        try (TestServer server = new TestServer(properties)) {
            server.get("/items?client_id=first");
            server.get("/items?client_id=" + "x".repeat(51));
            server.flush();
            JsonNode before = details(server);
            assertThat(before.path("stored").asLong()).isEqualTo(1);
            assertThat(before.path("pending").asLong()).isZero();
            assertThat(before.path("refused").asLong()).isEqualTo(1);
            assertThat(before.path("refusedByReason").path("invalid").asLong()).isEqualTo(1);
            assertThat(before.path("refusedByReason").path("full").asLong(-1)).isZero();
            assertThat(before.path("hits").path("stored").asLong()).isEqualTo(1);
            assertThat(before.path("lastSuccess").asText()).startsWith("20");

            admit(dataSource, false);
            server.get("/items?client_id=second");
            Awaitility.await()
                    .untilAsserted(() -> {
                        JsonNode down = details(server);
                        assertThat(down.path("failures").asLong()).isPositive();
                        assertThat(down.path("pending").asLong()).isEqualTo(1);
                        assertThat(down.path("hits").path("failures").asLong()).isPositive();
                        assertThat(down.path("hits").path("pending").asLong()).isEqualTo(1);
                    });

            admit(dataSource, true);
            server.flush();
            assertThat(details(server).path("pending").asLong()).isZero();
        }

        assertThat(database.clients()).containsExactly("first", "second");
    }

    @Test
    void isNotThereWhereNothingIsTracked() throws Exception {
        try (TestServer server = new TestServer(Map.of("astir.tracker.enabled", false))) {
            assertThat(server.get("/health").body())
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("activityTracker");
        }
    }

    /** Asks over HTTP, and expects all to be up. */
    private static JsonNode details(TestServer server) throws Exception {
        HttpResponse<String> response = server.get("/health");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode health = new ObjectMapper().readTree(response.body());
        assertThat(health.path("status").asText()).isEqualTo("UP");
        JsonNode tracker = health.path("details").path("activityTracker");
        assertThat(tracker.path("status").asText()).isEqualTo("UP");
        return tracker.path("details");
    }

    /** Lets connections into a database, or ends them and lets none in. */
    private static void admit(DataSource dataSource, boolean admit) throws Exception {
        PGSimpleDataSource one = dataSource.unwrap(PGSimpleDataSource.class);
        PGSimpleDataSource other = new PGSimpleDataSource();
        other.setServerNames(one.getServerNames());
        other.setPortNumbers(one.getPortNumbers());
        other.setUser(one.getUser());
        other.setDatabaseName("postgres");
        String name = one.getDatabaseName();
        TestPostgres.execute(
                other, "ALTER DATABASE %s WITH ALLOW_CONNECTIONS %s".formatted(name, admit));
        if (!admit) {
            TestPostgres.execute(
                    other,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                            .formatted(name));
        }
    }
}

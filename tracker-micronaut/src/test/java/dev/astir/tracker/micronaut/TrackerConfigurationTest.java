package dev.astir.tracker.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.Refusal;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings, other beans, and the end of the server. */
@ExtendWith(TestPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackerConfigurationTest {
    private TrackerDatabase database;

    @BeforeAll
    void start(DataSource dataSource) throws SQLException {
        database = TrackerDatabase.in(dataSource);
    }

    @BeforeEach
    void clear() throws SQLException {
        database.clear();
    }

    private TestServer server(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(database.properties("default"));
        all.putAll(properties);
        return new TestServer(all);
    }

    @Test
    void storesWhatIsPendingWhenTheServerStops() throws Exception {
        TestServer server = server(Map.of());
        server.get("/items?client_id=last");
        assertThat(database.clients()).isEmpty();
        server.close();

        assertThat(database.clients()).containsExactly("last");
    }

    @Test
    void recordsTheAuthenticatedUserAndNobodyElse() throws Exception {
        try (TestServer server = server(Map.of("test.resolver", "principal"))) {
            assertThat(mine(server, "alice:right").statusCode()).isEqualTo(200);
            assertThat(mine(server, "mallory:wrong").statusCode()).isEqualTo(401);
            assertThat(server.get("/items?client_id=anonymous").statusCode()).isEqualTo(200);
        }

        assertThat(database.clients()).containsExactly("alice");
    }

    private static HttpResponse<String> mine(TestServer server, String credentials)
            throws IOException, InterruptedException {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        return server.send(server.request("/mine").header("Authorization", "Basic " + encoded));
    }

    @Test
    void findsTheClientByTheResolverOfTheApplication() throws Exception {
        try (TestServer server = server(Map.of("test.resolver", "header"))) {
            server.send(server.request("/items?id=second").header("X-Client-Id", "first"));
            server.get("/items?id=fallback");
        }

        assertThat(database.clients()).containsExactly("fallback", "first");
    }

    @Test
    void writesToTheDataSourceAndTableOfItsSettings() throws Exception {
        Map<String, Object> properties = new HashMap<>(database.properties("system"));
        properties.put("astir.tracker.datasource", "system");
        properties.put("astir.tracker.schema", "public");
        properties.put("astir.tracker.flush-interval", "10ms");
        properties.put("astir.tracker.max-batch-size", 7);
        properties.put("astir.tracker.max-id-length", 5);
        properties.put("astir.tracker.granularity", "1m");
        try (TestServer server = new TestServer(properties)) {
            server.get("/items?client_id=fives");
            server.get("/items?client_id=sixsix");
            assertThat(server.tracker().flush(Duration.ofSeconds(30))).isTrue();
            assertThat(server.tracker().stats().flushInterval()).isEqualTo(Duration.ofMillis(10));
            assertThat(server.tracker().stats().maxBatchSize()).isEqualTo(7);
        }

        assertThat(database.clients()).containsExactly("fives");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "off", "no", "n"})
    void needsNoDataSourceWhenItIsDisabled(String disabled) throws Exception {
        try (TestServer server = new TestServer(Map.of("astir.tracker.enabled", disabled))) {
            assertThat(server.get("/items?client_id=a").body()).isEqualTo("listed");
            assertThat(server.tracker().record("a")).isFalse();
            assertThat(server.has(ActivityTrackingFilter.class)).isFalse();
            assertThat(server.has(TrackerHealthIndicator.class)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "on", "yes", "y"})
    void tracksByEachValueThatMeansTrue(String enabled) throws Exception {
        try (TestServer server = server(Map.of("astir.tracker.enabled", enabled))) {
            server.get("/items?client_id=a");
            assertThat(server.has(TrackerHealthIndicator.class)).isTrue();
        }

        assertThat(database.clients()).containsExactly("a");
    }

    @Test
    void createsItsTablesWhenItIsToldTo(DataSource empty) throws Exception {
        Map<String, Object> properties = new HashMap<>();
        String url = TrackerDatabase.in(empty).url();
        properties.put("datasources.default.url", url);
        properties.put("astir.tracker.create-tables", true);
        properties.put("astir.tracker.table", "seen");
        properties.put("astir.tracker.daily-table", "done");
        properties.put("astir.tracker.activity", true);
        properties.put("astir.tracker.max-activity-length", 10);
        try (TestServer server = new TestServer(properties)) {
            server.get("/items?client_id=a");
            server.post("/ignored?client_id=a", "text/plain", "too long");
            server.flush();
            assertThat(server.tracker().stats().refused()).containsEntry(Refusal.INVALID, 1L);
        }
        try (Connection connection = empty.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT client_id, activity FROM seen JOIN done USING (client_id)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("a");
            assertThat(rows.getString(2)).isEqualTo("GET /items");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void findsTheClientWhereItsSettingSays() throws Exception {
        String list = "header:X-Client-Id, json: id ,json:client.id,query:id,principal";
        try (TestServer server = server(Map.of("astir.tracker.client-id", list))) {
            server.send(server.request("/items?id=no").header("X-Client-Id", "header"));
            server.post("/items?id=no", "application/json", "{\"id\":\"json\"}");
            server.post("/items?id=no", "application/json", "{\"client.id\":\"other\"}");
            server.post(
                    "/items?id=no",
                    "application/json",
                    "{\"x\":\"" + "x".repeat(60_000) + "\",\"client.id\":\"streamed\"}");
            server.get("/items?id=query");
            assertThat(mine(server, "alice:right").statusCode()).isEqualTo(200);
        }

        assertThat(database.clients())
                .containsExactlyInAnyOrder("header", "json", "other", "streamed", "query", "alice");
    }

    @Test
    void takesTheSettingAlsoAsAList() throws Exception {
        List<String> list = List.of("header:X-Client-Id", "query:id");
        try (TestServer server = server(Map.of("astir.tracker.client-id", list))) {
            server.get("/items?id=listed");
        }

        assertThat(database.clients()).containsExactly("listed");
    }

    @Test
    void looksAtNoMoreOfABodyThanItsSettingSays() throws Exception {
        try (TestServer server = server(Map.of("astir.tracker.body-limit", 20))) {
            server.post("/items", "application/json", "{\"client_id\":\"fits\"}");
            server.post("/items", "application/json", "{\"x\":1,\"client_id\":\"no\"}");
        }

        assertThat(database.clients()).containsExactly("fits");
    }

    @Test
    void takesTheOnlyDataSourceAlsoIfItHasNoName() throws Exception {
        try (TestServer server = new TestServer(Map.of("test.url", database.url()))) {
            server.get("/items?client_id=unnamed");
        }

        assertThat(database.clients()).containsExactly("unnamed");
    }

    @Test
    void needsNoDataSourceWhereTheApplicationHasAStore() throws Exception {
        StoreBeans.OwnStore store;
        try (TestServer server = new TestServer(Map.of("test.store", true))) {
            store = server.bean(StoreBeans.OwnStore.class);
            server.get("/items?client_id=own");
        }

        assertThat(store.clients).containsExactly("own");
    }
}

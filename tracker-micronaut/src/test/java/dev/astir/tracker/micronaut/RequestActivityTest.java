package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counted activities: which, and that each request counts once, whatever becomes of it. */
@ExtendWith(TestPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("newest-java")
class RequestActivityTest {
    private DataSource dataSource;
    private TrackerDatabase database;
    private TestServer server;

    @BeforeAll
    void start(DataSource empty) throws SQLException {
        database = TrackerDatabase.in(empty);
        dataSource = database.dataSource();
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.put("astir.tracker.activity", true);
        properties.put("test.not-found", true);
        properties.put("micronaut.server.cors.enabled", true);
        server = new TestServer(properties);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        server.flush();
        database.clear();
        TestPostgres.execute(dataSource, "TRUNCATE client_activity_daily");
    }

    /** What is stored: the client and its activity, and how often. */
    private Map<String, Long> hits() throws SQLException {
        server.flush();
        Map<String, Long> hits = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT client_id || ' ' || activity, hits FROM client_activity_daily")) {
            while (rows.next()) {
                hits.put(rows.getString(1), rows.getLong(2));
            }
        }
        return hits;
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return server.send(server.request(path).method(method, BodyPublishers.noBody()));
    }

    @Test
    void countsTheTemplateOfTheRouteAndNotThePath() throws Exception {
        send("GET", "/shelves/1/books?client_id=a&sort=title");
        send("GET", "/shelves/2/books?client_id=a");
        send("PUT", "/shelves/2?client_id=a");
        server.post("/items?client_id=no", "application/json", "{\"client_id\":\"b\"}");

        assertThat(hits())
                .isEqualTo(
                        Map.of(
                                "a GET /shelves/{shelf}/books", 2L,
                                "a PUT /shelves/{shelf}", 1L,
                                "b POST /items", 1L));
        assertThat(database.clients()).containsExactly("a", "b");
    }

    @Test
    void countsOnlyTheSightingWhereNoRouteMatches() throws Exception {
        assertThat(send("GET", "/nowhere/1?client_id=lost").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/items?client_id=wrong").statusCode()).isEqualTo(405);
        assertThat(send("BREW", "/items?client_id=brewing").statusCode()).isEqualTo(405);

        assertThat(hits()).isEmpty();
        assertThat(database.clients()).containsExactly("brewing", "lost", "wrong");
    }

    @Test
    void countsARequestThatFailsOnce() throws Exception {
        assertThat(send("GET", "/shelves/failing?client_id=a").statusCode()).isEqualTo(500);
        assertThat(send("GET", "/shelves/handled?client_id=a").body()).isEqualTo("handled");
        assertThat(server.post("/objects?client_id=a", "application/json", "broken").statusCode())
                .isEqualTo(400);

        assertThat(hits())
                .isEqualTo(
                        Map.of(
                                "a GET /shelves/failing", 1L,
                                "a GET /shelves/handled", 1L,
                                "a POST /objects", 1L));
    }

    @Test
    void countsEachMethodAndLeavesPreflightsOut() throws Exception {
        send("HEAD", "/items?client_id=head");
        send("OPTIONS", "/items?client_id=options");
        HttpResponse<String> preflight =
                server.send(
                        server.request("/items?client_id=preflight")
                                .header("Origin", "https://elsewhere.example")
                                .header("Access-Control-Request-Method", "GET")
                                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
        assertThat(hits()).isEqualTo(Map.of("head HEAD /items", 1L));
        assertThat(database.clients()).containsExactly("head", "options");
    }

    @Test
    void countsTheOpeningOfAWebSocket() throws Exception {
        WebSocket socket = server.openWebSocket("/rooms/one?client_id=socket").join();
        socket.sendText("not a request", true).join();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        Assertions.assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> server.openWebSocket("/closed?client_id=refused").join());

        assertThat(hits()).isEqualTo(Map.of("socket GET /rooms/{name}", 1L));
        assertThat(database.clients()).contains("socket");
    }
}

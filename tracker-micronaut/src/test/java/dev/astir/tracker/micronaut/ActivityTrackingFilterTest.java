package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The filter with its defaults, in a real server, writing to a real PostgreSQL. */
@ExtendWith(TestPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("newest-java")
class ActivityTrackingFilterTest {
    private static final String JSON = "application/json";

    private TrackerDatabase database;
    private TestServer server;

    @BeforeAll
    void start(DataSource dataSource) throws SQLException {
        database = TrackerDatabase.in(dataSource);
        server = new TestServer(database.properties("default"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        flush();
        database.clear();
    }

    private void flush() {
        assertThat(server.tracker().flush(Duration.ofSeconds(30))).isTrue();
    }

    /** A client may have its answer before the filter has seen the body. */
    private void assertRecords(String... clients) {
        Awaitility.await()
                .untilAsserted(() -> {
                    flush();
                    assertThat(database.clients()).containsExactly(clients);
                });
    }

    @Test
    void recordsTheClientInAJsonBodyThatTheControllerStillReads() throws Exception {
        String body = "{\"client_id\":\"ARAUC_XALAP\",\"operation\":\"create\",\"records\":[]}";

        assertThat(server.post("/objects", JSON, body).body()).isEqualTo("create");
        assertThat(server.post("/items", JSON, body).body())
                .isEqualTo(Integer.toString(body.length()));
        assertRecords("ARAUC_XALAP");
    }

    @Test
    void recordsTheClientInTheQueryOfAnotherContentType() throws Exception {
        String lines = "{\"client_id\":\"no\"}\n{\"client_id\":\"no\"}\n";
        server.post("/items?client_id=XALAP_BRUNO&operation=create", "text/plain", lines);
        server.post("/items?client_id=NDJSON", "application/x-ndjson", lines);
        server.get("/items?client_id=READER");

        assertRecords("NDJSON", "READER", "XALAP_BRUNO");
    }

    @Test
    void prefersTheBodyToTheQuery() throws Exception {
        server.post("/items?client_id=query", JSON, "{\"client_id\":\"body\"}");
        server.post("/items?client_id=second", JSON, "{\"client_id\":null}");

        assertRecords("body", "second");
    }

    @Test
    void leavesALargeBodyWholeAndLooksOnlyAtItsBeginning() throws Exception {
        String padding = "\"records\":\"" + "x".repeat(300_000) + "\"";
        String first = "{\"client_id\":\"first\"," + padding + "}";
        String last = "{" + padding + ",\"client_id\":\"last\"}";

        assertThat(server.post("/items", JSON, first).body())
                .isEqualTo(Integer.toString(first.length()));
        assertThat(server.post("/items?client_id=query", JSON, last).body())
                .isEqualTo(Integer.toString(last.length()));
        assertRecords("first", "query");
    }

    @Test
    void recordsTheClientInABodyOfUnknownLength() throws Exception {
        byte[] body =
                ("{\"client_id\":\"chunked\",\"x\":\"" + "x".repeat(100_000) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(
                        server.send(
                                        server.request("/items")
                                                .header("Content-Type", JSON)
                                                .POST(
                                                        BodyPublishers.ofInputStream(() ->
                                                                new ByteArrayInputStream(body))))
                                .body())
                .isEqualTo(Integer.toString(body.length));
        assertRecords("chunked");
    }

    @Test
    void recordsTheClientInABodyThatNobodyReads() throws Exception {
        assertThat(server.post("/ignored", JSON, "{\"client_id\":\"unread\"}").body())
                .isEqualTo("ignored");
        assertThat(server.post("/nowhere", JSON, "{\"client_id\":\"lost\"}").statusCode())
                .isEqualTo(404);

        assertRecords("lost", "unread");
    }

    @Test
    void letsRequestsWithoutAClientOrWithABadOneSucceed() throws Exception {
        assertThat(server.get("/items").statusCode()).isEqualTo(200);
        assertThat(server.get("/items?client_id=").statusCode()).isEqualTo(200);
        assertThat(server.get("/items?client_id=" + "x".repeat(51)).statusCode()).isEqualTo(200);
        assertThat(server.post("/items", JSON, "not json").statusCode()).isEqualTo(200);
        assertThat(server.post("/ignored", JSON, "").statusCode()).isEqualTo(200);
        server.get("/items?client_id=next");
        assertRecords("next");
    }
}

package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter with its defaults, in a real Tomcat, writing to a real PostgreSQL. */
@ExtendWith(TestPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActivityTrackingFilterTest {
    private static final String JSON = "application/json";

    private TrackerDatabase database;
    private ActivityTracker tracker;
    private TestTomcat tomcat;

    @BeforeAll
    void start(@TempDir Path directory, DataSource dataSource) throws Exception {
        database = TrackerDatabase.in(dataSource);
        tracker =
                ActivityTracker.builder(PostgresActivityStore.of(dataSource))
                        .flushInterval(Duration.ofHours(1))
                        .build();
        tomcat =
                new TestTomcat(directory)
                        .filter(ActivityTrackingFilter.of(tracker))
                        .servlet("/items", TestServlets.of(TestServlets::readStream))
                        .servlet("/text", TestServlets.of(TestServlets::readText))
                        .servlet("/form", TestServlets.of(TestServlets::readParameter))
                        .servlet("/ignore", TestServlets.of(TestServlets::ignore))
                        .servlet("/fail", TestServlets.of(TestServlets::fail))
                        .servlet("/later", TestServlets.of(TestServlets::readLater))
                        .servlet("/nonblocking", TestServlets.of(TestServlets::readNonBlocking))
                        .servlet("/answer", TestServlets.of(TestServlets::answer))
                        .errorPage("/text")
                        .start();
    }

    @AfterAll
    void stop() throws Exception {
        tomcat.close();
        tracker.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        flush();
        database.clear();
    }

    private void flush() {
        assertThat(tracker.flush(Duration.ofSeconds(30))).isTrue();
    }

    private Set<String> clients() throws SQLException {
        flush();
        return database.clients();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items", "/later", "/nonblocking"})
    void recordsTheClientInAJsonBodyThatTheApplicationStillReads(String path) throws Exception {
        String body = "{\"client_id\":\"ARAUC_XALAP\",\"records\":[]}";

        assertThat(tomcat.post(path, JSON, body).body()).isEqualTo("" + body.length());
        // An asynchronous request is recorded when it completes, just after its answer.
        await().until(() -> clients().equals(Set.of("ARAUC_XALAP")));
        assertThat(tracker.stats().stored()).isPositive();
    }

    @Test
    void recordsTheClientInAJsonBodyThatIsReadAsText() throws Exception {
        String body = "{\"client_id\":\"text\",\"name\":\"\u00e9\u4e2d\"}";

        assertThat(tomcat.post("/text", JSON + ";charset=UTF-8", body).body()).isEqualTo(body);
        assertThat(clients()).containsExactly("text");
    }

    @Test
    void recordsTheClientInTheQueryOfAnotherContentType() throws Exception {
        String lines = "{\"client_id\":\"no\"}\n{\"client_id\":\"no\"}\n";
        assertThat(tomcat.post("/items?client_id=XALAP_BRUNO&x=1", "text/plain", lines).body())
                .isEqualTo("" + lines.length());
        tomcat.post("/items?client_id=NDJSON", "application/x-ndjson", lines);
        tomcat.get("/items?a=b&client_id=%C3%89t%C3%A9+%25");

        assertThat(clients()).containsExactly("NDJSON", "XALAP_BRUNO", "\u00c9t\u00e9 %");
    }

    @Test
    void leavesAFormToTheApplication() throws Exception {
        String form = "application/x-www-form-urlencoded";
        HttpResponse<String> response = tomcat.post("/form?client_id=form", form, "field=value");

        assertThat(response.body()).isEqualTo("value");
        assertThat(clients()).containsExactly("form");
    }

    @Test
    void prefersTheBodyToTheQuery() throws Exception {
        tomcat.post("/items?client_id=query", JSON, "{\"client_id\":\"body\"}");
        tomcat.post("/items?client_id=second", JSON, "{\"client_id\":null}");

        assertThat(clients()).containsExactly("body", "second");
    }

    @Test
    void leavesALargeBodyWholeAndLooksOnlyAtItsBeginning() throws Exception {
        String padding = "\"records\":\"" + "x".repeat(300_000) + "\"";
        String first = "{\"client_id\":\"first\"," + padding + "}";
        String last = "{" + padding + ",\"client_id\":\"last\"}";

        assertThat(tomcat.post("/items", JSON, first).body()).isEqualTo("" + first.length());
        assertThat(tomcat.post("/items?client_id=query", JSON, last).body())
                .isEqualTo("" + last.length());
        assertThat(clients()).containsExactly("first", "query");
    }

    @Test
    void recordsTheClientInABodyOfUnknownLength() throws Exception {
        byte[] body =
                ("{\"client_id\":\"chunked\",\"x\":\"" + "x".repeat(100_000) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response =
                tomcat.send(
                        tomcat.request("/items")
                                .header("Content-Type", JSON)
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(body))));

        assertThat(response.body()).isEqualTo("" + body.length);
        assertThat(clients()).containsExactly("chunked");
    }

    @Test
    void recordsTheClientInABodyThatHasArrivedAndThatNobodyReads() throws Exception {
        String body = "{\"client_id\":\"unread\"}";
        RawRequest.sendAtOnce(
                tomcat.port(),
                """
                POST /ignore HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                Connection: close\r
                \r
                %s\
                """
                        .formatted(body.length(), body));

        assertThat(clients()).containsExactly("unread");
    }

    @Test
    void leavesAnUnreadBodyToTheErrorPageAndRecordsARequestOnce() throws Exception {
        String body = "{\"client_id\":\"failed\"}";
        HttpResponse<String> response = tomcat.post("/fail?client_id=query", JSON, body);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).isEqualTo(body);
        assertThat(clients()).containsExactly("query");
    }

    @Test
    void letsRequestsWithoutAClientOrWithABadOneSucceed() throws Exception {
        assertThat(tomcat.get("/items").statusCode()).isEqualTo(200);
        assertThat(tomcat.get("/items?client_id=").statusCode()).isEqualTo(200);
        assertThat(tomcat.get("/items?client_id=" + "x".repeat(51)).statusCode()).isEqualTo(200);
        assertThat(tomcat.post("/items", JSON, "not json").body()).isEqualTo("8");
        assertThat(tomcat.post("/items", JSON, "").body()).isEqualTo("0");
        assertThat(clients()).isEmpty();
    }
}

package dev.astir.tracker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.net.http.HttpResponse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dependency alone, in an application on a real port: nothing of the tracker is set. */
@ExtendWith(TestPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("newest-java")
class TrackedRequestsTest {
    private static final String JSON = "application/json";
    private static final String ITEM =
            """
            {"client_id": "ARAUC_XALAP", "operation": "create", "count": 3}\
            """;

    private TrackerDatabase database;
    private RunningApplication application;

    @BeforeAll
    void start(DataSource dataSource) throws SQLException {
        database = TrackerDatabase.in(dataSource);
        application =
                RunningApplication.start(
                        ItemsApplication.class, RunningApplication.dataSource(database));
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        database.clear();
    }

    /** A client may have its answer before the filter sees the end of the request. */
    private void assertRecords(String... clients) {
        Awaitility.await()
                .untilAsserted(() -> {
                    assertThat(application.tracker().flush(Duration.ofSeconds(30))).isTrue();
                    assertThat(database.clients()).containsExactly(clients);
                });
    }

    @Test
    void findsTheClientInAJsonBodyThatTheControllerReads() throws Exception {
        HttpResponse<String> response = application.send(application.post("/items", JSON, ITEM));

        assertThat(response.body()).isEqualTo("create 3");
        assertRecords("ARAUC_XALAP");
    }

    @Test
    void findsTheClientInTheQuery() throws Exception {
        assertThat(application.get("/items?client_id=XALAP_BRUNO").body()).isEqualTo("listed");

        assertRecords("XALAP_BRUNO");
    }

    @Test
    void recordsNobodyForARequestWithoutAClient() throws Exception {
        assertThat(application.get("/items").body()).isEqualTo("listed");
        assertThat(application.get("/items?client_id=NEXT").body()).isEqualTo("listed");

        assertRecords("NEXT");
    }

    @Test
    void findsTheClientOfLinesOfJsonInTheQuery() throws Exception {
        String lines = "{\"field1\": \"value1\"}\n{\"client_id\": \"no\"}\n";

        HttpResponse<String> response =
                application.send(
                        application.post("/lines?client_id=LINES", "application/x-ndjson", lines));

        assertThat(response.body()).isEqualTo("2 lines");
        assertRecords("LINES");
    }

    @Test
    void leavesAnUploadToTheController() throws Exception {
        String body =
                """
                --edge\r
                Content-Disposition: form-data; name="name"\r
                \r
                report\r
                --edge\r
                Content-Disposition: form-data; name="file"; filename="a.txt"\r
                Content-Type: text/plain\r
                \r
                0123456789\r
                --edge--\r
                """;

        HttpResponse<String> response =
                application.send(
                        application.post(
                                "/upload?client_id=UPLOADER",
                                "multipart/form-data; boundary=edge",
                                body));

        assertThat(response.body()).isEqualTo("report=0123456789");
        assertRecords("UPLOADER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"callable", "deferred"})
    void recordsRequestsThatAreAnsweredOnAnotherThread(String path) throws Exception {
        HttpResponse<String> response = application.send(application.post("/" + path, JSON, ITEM));

        assertThat(response.body()).isEqualTo(path + " create");
        assertRecords("ARAUC_XALAP");
    }

    @Test
    void leavesTheErrorPageAsItIs() throws Exception {
        HttpResponse<String> response = application.send(application.post("/failing", JSON, ITEM));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("\"path\":\"/failing\"");
        assertRecords("ARAUC_XALAP");
    }

    @Test
    void leavesTheAnswerToABrokenBodyToSpring() throws Exception {
        HttpResponse<String> response =
                application.send(application.post("/items?client_id=BROKEN", JSON, "{\"clie"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertRecords("BROKEN");
    }

    @Test
    void refusesAnIdThatTheTableCannotHoldButNotTheRequest() throws Exception {
        assertThat(application.get("/items?client_id=" + "x".repeat(51)).body())
                .isEqualTo("listed");
        assertThat(application.get("/items?client_id=NEXT").body()).isEqualTo("listed");

        assertRecords("NEXT");
    }
}

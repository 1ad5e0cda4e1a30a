package dev.astir.tracker.micronaut;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.zip.GZIPOutputStream;
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

/** Bodies of all kinds, in a real server: what controllers read, and who is recorded. */
@ExtendWith(TestPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("newest-java")
class StreamedBodyTest {
    private static final String JSON = "application/json";
    private static final int LARGE = 3_000_000;

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
        server.flush();
        database.clear();
    }

    /** A client may have its answer before the filter has seen the body. */
    private void assertRecords(String... clients) {
        Awaitility.await()
                .untilAsserted(() -> {
                    server.flush();
                    assertThat(database.clients()).containsExactlyInAnyOrder(clients);
                });
    }

    private HttpResponse<String> post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return post(path, type, BodyPublishers.ofByteArray(body), headers);
    }

    private HttpResponse<String> post(
            String path, String type, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        var request = server.request(path).header("Content-Type", type).POST(body);
        return server.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static byte[] json(String client, int padding) {
        return ("{\"client_id\":\"" + client + "\",\"x\":\"" + "x".repeat(padding) + "\"}")
                .getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items", "/bodies/arrays", "/bodies/buffers", "/bodies/stream"})
    void leavesTheBodyWholeForEachKindOfReader(String path) throws Exception {
        byte[] small = json("small", 0);
        byte[] large = json("large", LARGE);

        assertThat(post(path, JSON, small).body()).isEqualTo("" + small.length);
        assertThat(post(path, JSON, large).body()).isEqualTo("" + large.length);
        assertThat(
                        post(
                                        path,
                                        JSON,
                                        BodyPublishers.ofInputStream(() ->
                                                new ByteArrayInputStream(json("chunked", LARGE))))
                                .body())
                .isEqualTo("" + (large.length + 2));
        assertRecords("chunked", "large", "small");
    }

    @Test
    void looksIntoCompressedBodiesThatTheServerDecodes() throws Exception {
        byte[] plain = json("gzip", LARGE);

        assertThat(post("/items", JSON, gzip(plain), "Content-Encoding", "gzip").body())
                .isEqualTo("" + plain.length);
        assertRecords("gzip");
    }

    @Test
    void leavesBodiesAloneThatTheServerDoesNotDecode() throws Exception {
        byte[] body = json("coded", 0);

        assertThat(post("/items?client_id=query", JSON, body, "Content-Encoding", "zstd").body())
                .isEqualTo("" + body.length);
        assertRecords("query");
    }

    @Test
    void fallsBackToTheQueryWhenACompressedBodyIsBroken() throws Exception {
        HttpResponse<String> response =
                post("/items?client_id=query", JSON, json("no", 0), "Content-Encoding", "gzip");

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertRecords("query");
    }

    @Test
    void readsEveryEncodingOfJson() throws Exception {
        post("/items", JSON, "{\"client_id\":\"sixteen\"}".getBytes(UTF_16));
        post("/items", JSON, "{\"client_id\":\"little\"}".getBytes(UTF_16LE));
        post("/items", "application/vnd.api+json; charset=UTF-8", json("ÄÖ😀", 0));

        assertRecords("little", "sixteen", "ÄÖ😀");
    }

    @Test
    void recordsWhatABrokenDocumentHasSaidSoFar() throws Exception {
        byte[] after = "{\"client_id\":\"before\", broken".getBytes(UTF_8);
        byte[] before = "{broken, \"client_id\":\"after\"}".getBytes(UTF_8);

        assertThat(post("/objects?client_id=no", JSON, after).statusCode()).isEqualTo(400);
        assertThat(post("/objects?client_id=query", JSON, before).statusCode()).isEqualTo(400);
        assertRecords("before", "query");
    }

    @Test
    void recordsByTheQueryWhereNoJsonDocumentIs() throws Exception {
        byte[] lines = "{\"client_id\":\"no\"}\n{\"client_id\":\"no\"}\n".getBytes(UTF_8);

        post("/items?client_id=ndjson", "application/x-ndjson", lines);
        post("/items?client_id=text", "text/plain", lines);
        post("/items?client_id=empty", JSON, new byte[0]);
        post("/items?client_id=array", JSON, "[1,2]".getBytes(UTF_8));
        assertRecords("array", "empty", "ndjson", "text");
    }

    @Test
    void leavesUploadsAlone() throws Exception {
        String part =
                "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n%s\r\n--limit--\r\n";
        byte[] file = json("no", 1_000_000); // Micronaut takes no larger parts by default

        assertThat(
                        post(
                                        "/bodies/upload?client_id=upload",
                                        "multipart/form-data; boundary=limit",
                                        part.formatted(new String(file, UTF_8)).getBytes(UTF_8))
                                .body())
                .isEqualTo("" + file.length);
        assertRecords("upload");
    }

    @Test
    void recordsAClientThatBreaksOffInTheBody() throws Exception {
        for (String body : new String[] {"{\"client_id\":\"told\",\"x\":\"", "{\"x\":\""}) {
            try (Socket socket = server.connect()) {
                socket.getOutputStream()
                        .write(
                                head("/bodies/stream?client_id=query", "Content-Length: 50000")
                                        .concat(body)
                                        .getBytes(US_ASCII));
            }
        }

        assertRecords("told", "query");
    }

    @Test
    void recordsAClientThatSendsTooMuch() throws Exception {
        try (Socket socket = server.connect()) {
            String head = head("/items?client_id=huge", "Content-Length: 90000000");
            socket.getOutputStream().write(head.getBytes(US_ASCII));

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 413 ");
        }
        assertRecords("huge");
    }

    @Test
    void doesNotAskForABodyThatTheControllerDoesNotRead() throws Exception {
        try (Socket socket = server.connect()) {
            String head =
                    head(
                            "/bodies/refused?client_id=expecting",
                            "Content-Length: 50\r\nExpect: 100-continue");
            socket.getOutputStream().write(head.getBytes(US_ASCII));

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 409 ");
        }
        assertRecords("expecting");
    }

    private static String head(String path, String headers) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n\r\n"
                .formatted(path, headers);
    }

    private static String firstLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                .readLine();
    }
}

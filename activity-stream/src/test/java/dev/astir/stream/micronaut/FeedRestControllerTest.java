package dev.astir.stream.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.feed.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("newest-java")
class FeedRestControllerTest {
    private static final String ALICE = "alice.rest";

    private final TestServer server =
            new TestServer(
                    Map.of(
                            "astir.stream.rest-path", "/api/activities",
                            "micronaut.server.context-path", "/inner"));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void answersWhatTheFeedAnswers() throws Exception {
        Map<String, Object> event =
                json(201, "POST", "", "{\"eventType\":\"a.b\",\"message\":\"<b>hi</b>\"}");
        String path = "/" + event.get("id");
        assertThat(json(200, "GET", "?limit=1", "").get("items")).asList().hasSize(1);
        assertThat(json(200, "GET", path, "")).containsEntry("message", "<b>hi</b>");
        String thumb = path + "/reactions/" + URLEncoder.encode("👍", UTF_8);
        assertThat(json(200, "POST", thumb, "")).containsEntry("reactions", Map.of("👍", 1));
        assertThat(json(200, "DELETE", thumb, "")).containsEntry("reactions", Map.of());
        assertThat(json(201, "POST", path + "/comments", "{\"body\":\"yes\"}"))
                .containsEntry("authorId", "alice");
        assertThat(json(200, "PATCH", path, "{\"message\":\"changed\"}"))
                .containsEntry("message", "changed")
                .containsEntry("commentCount", 1);
        assertThat(json(200, "GET", "/stats", "")).containsEntry("bucket", "day");
        HttpResponse<String> csv = send("GET", ".csv", "", ALICE);
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse(""))
                .contains("activities.csv");
        assertThat(csv.body().lines()).hasSize(2).last().asString().contains("changed");
        HttpResponse<String> deleted = send("DELETE", path, "", ALICE);
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(json(404, "GET", path, "")).containsEntry("status", 404);
    }

    @Test
    void refusesStrangersAndForeignPages() throws Exception {
        assertThat(send("GET", "", "", "").statusCode()).isEqualTo(401);
        assertThat(send("GET", "", "", "blocked.rest").statusCode()).isEqualTo(403);
        HttpRequest foreign =
                request("POST", "", "{\"eventType\":\"a.b\"}", ALICE)
                        .header("Origin", "https://evil.example")
                        .build();
        assertThat(client.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(json(400, "POST", "", "nonsense")).containsEntry("status", 400);
        assertThat(json(404, "GET", "/nonsense", "")).containsEntry("status", 404);
    }

    private Map<String, Object> json(int status, String method, String path, String body)
            throws Exception {
        HttpResponse<String> response = send(method, path, body, ALICE);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith(status < 400 ? "application/json" : "application/problem+json");
        return EventJson.readObject(response.body());
    }

    private HttpResponse<String> send(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, token).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, String body, String token) {
        URI uri = server.http("/inner/api/activities" + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}

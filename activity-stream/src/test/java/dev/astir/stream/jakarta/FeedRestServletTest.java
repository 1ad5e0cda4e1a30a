package dev.astir.stream.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.feed.EventJson;
import jakarta.servlet.http.HttpFilter;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("newest-java")
class FeedRestServletTest {
    private final Map<Container, FeedServer> servers = new java.util.EnumMap<>(Container.class);
    private final HttpClient client = HttpClient.newHttpClient();

    /** The containers that it is tried in. */
    enum Container {
        TOMCAT(TomcatContainer::start),
        JETTY(JettyContainer::start);

        private final ServletContainer.Start start;

        Container(ServletContainer.Start start) {
            this.start = start;
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (FeedServer server : servers.values()) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWhatTheFeedAnswers(Container container) throws Exception {
        Map<String, Object> event =
                json(201, container, "POST", "", "{\"eventType\":\"a.b\",\"message\":\"=1+1\"}");
        String path = "/" + event.get("id");
        assertThat(json(200, container, "GET", path, "")).containsEntry("message", "=1+1");
        String thumb = path + "/reactions/" + URLEncoder.encode("👍", UTF_8);
        assertThat(json(200, container, "POST", thumb, ""))
                .containsEntry("reactions", Map.of("👍", 1));
        json(201, container, "POST", path + "/comments", "{\"body\":\"yes\"}");
        assertThat(json(200, container, "GET", "/stats?bucket=day&zone=Europe/Paris", ""))
                .containsEntry("bucket", "day");
        HttpResponse<String> csv = send(container, "GET", ".csv?type=a.b", "", "alice.rest");
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body()).contains("'=1+1");
        assertThat(send(container, "DELETE", path, "", "alice.rest").statusCode()).isEqualTo(204);
        json(404, container, "GET", path, "");
        json(405, container, "PUT", "", "{}");
        json(413, container, "POST", "", "x".repeat(300_000));
        assertThat(send(container, "GET", "", "", "").statusCode()).isEqualTo(401);
        assertThat(send(container, "GET", "", "", "blocked.rest").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void takesABodyThatIsSentAsAForm(Container container) throws Exception {
        HttpRequest request =
                request(container, "POST", "", "{\"eventType\":\"a.b\"}", "alice.rest")
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource
    void worksBehindAFilterThatKnowsNothingOfAsynchronousAnswers(Container container)
            throws Exception {
        try (FeedServer server =
                new FeedServer(application ->
                        container.start.start(context -> {
                            context.addFilter("old", new HttpFilter() {})
                                    .addMappingForUrlPatterns(null, false, "/*");
                            application.accept(context);
                        }))) {
            for (int i = 1; i < 50; i++) {
                var unused = server.stream().publish("rest", large());
            }
            server.stream().publish("rest", large()).join();
            for (String path : List.of(".csv", "")) {
                HttpRequest request =
                        HttpRequest.newBuilder(server.http("/api/activities" + path))
                                .header("Authorization", "Bearer alice.rest")
                                .build();
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).hasSizeGreaterThan(50 * 3_000);
            }
        }
    }

    private static ActivityEvent large() {
        return ActivityEvent.builder("a.b").metadata("p", "x".repeat(3_000)).build();
    }

    @ParameterizedTest
    @EnumSource
    void letsPagesOfListedOriginsIn(Container container) throws Exception {
        HttpResponse<String> preflight = from(container, "https://listed.example", "OPTIONS");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization");
        HttpResponse<String> page = from(container, "https://listed.example", "GET");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://listed.example");
        assertThat(page.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(from(container, "https://evil.example", "OPTIONS").statusCode()).isEqualTo(403);
        assertThat(from(container, "https://evil.example", "GET").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> from(Container container, String origin, String method)
            throws Exception {
        HttpRequest request =
                request(container, method, "", "", "alice.rest").header("Origin", origin).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private Map<String, Object> json(
            int status, Container container, String method, String path, String body)
            throws Exception {
        HttpResponse<String> response = send(container, method, path, body, "alice.rest");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith(status < 400 ? "application/json" : "application/problem+json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        return EventJson.readObject(response.body());
    }

    private HttpResponse<String> send(
            Container container, String method, String path, String body, String token)
            throws Exception {
        return client.send(
                request(container, method, path, body, token).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(
            Container container, String method, String path, String body, String token)
            throws Exception {
        FeedServer server = servers.get(container);
        if (server == null) {
            server = new FeedServer(container.start);
            servers.put(container, server);
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.http("/api/activities" + path))
                        .method(method, BodyPublishers.ofString(body));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}

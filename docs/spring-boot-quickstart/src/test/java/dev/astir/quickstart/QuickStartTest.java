package dev.astir.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Entity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application, from its start to its end. */
@Tag("newest-java")
class QuickStartTest {
    private static final String TOKEN = "alice.team-1";

    /** Enough that telling them all takes a moment. */
    private static final int OTHERS = 100;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void readersFollowWhatIsPublishedUntilTheApplicationSendsThemAway() throws Exception {
        // If the end waited for readers, it would wait for longer than the test does.
        try (RunningApplication application =
                        new RunningApplication("--spring.lifecycle.timeout-per-shutdown-phase=1h");
                Socket socket = new Socket(client, application.host(), TOKEN)) {
            socket.send("{\"type\":\"subscribe\",\"channel\":\"activities\"}");
            socket.next("\"subscribed\"");
            HttpResponse<Stream<String>> events =
                    client.send(get(application, "/api/live/events"), BodyHandlers.ofLines());
            assertThat(events.statusCode()).isEqualTo(200);
            CompletableFuture<List<String>> untilTheEnd =
                    CompletableFuture.supplyAsync(() -> events.body().toList());

            HttpResponse<String> posted =
                    client.send(
                            request(application, "/api/activities")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "{\"eventType\":\"task.completed\",\"entityName\":\"Fix"
                                                            + " login\"}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
            assertThat(socket.next("\"put\"")).contains("The alice: task completed Fix login");
            application
                    .bean(ActivityStream.class)
                    .publish(
                            "team-1",
                            ActivityEvent.of(
                                    "task.created",
                                    "bob",
                                    Entity.of("task", "43", "Write it down"),
                                    Map.of()))
                    .get(30, TimeUnit.SECONDS);
            socket.next("\"task.created\"");
            assertThat(body(application, "/api/activities"))
                    .contains("\"task.completed\"", "\"task.created\"");

            List<Socket> others =
                    Stream.generate(() -> new Socket(client, application.host(), TOKEN))
                            .limit(OTHERS)
                            .toList();
            CompletableFuture<Void> end = CompletableFuture.runAsync(application::stop);
            assertThat(socket.closeCode()).isEqualTo(1001);
            assertThat(others).extracting(Socket::closeCode).containsOnly(1001);
            assertThat(untilTheEnd.get(30, TimeUnit.SECONDS))
                    .anyMatch(line -> line.startsWith("data:") && line.contains("Fix login"));
            end.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void servesThePageAndTheElement() throws Exception {
        try (RunningApplication application = new RunningApplication()) {
            assertThat(body(application, "/")).contains("<activity-feed ");
            HttpResponse<String> element =
                    client.send(
                            get(application, "/astir/activity-feed.js"), BodyHandlers.ofString());
            assertThat(element.statusCode()).isEqualTo(200);
            assertThat(element.headers().firstValue("Content-Type").orElse(""))
                    .contains("javascript");
        }
    }

    private String body(RunningApplication application, String path) throws Exception {
        HttpResponse<String> answer = client.send(get(application, path), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static HttpRequest get(RunningApplication application, String path) {
        return request(application, path).build();
    }

    private static HttpRequest.Builder request(RunningApplication application, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + application.host() + path))
                .header("Authorization", "Bearer " + TOKEN);
    }
}

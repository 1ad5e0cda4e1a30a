package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.platform.Background;
import dev.astir.app.platform.RecordedLog;
import dev.astir.app.platform.RequestTrace;
import io.micronaut.core.propagation.PropagatedContext;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Each request has an id and a place in a trace, and what the log says of it has them too. */
class RequestTraceTest extends AppTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void theAnswerNamesTheRequest() {
        String id = "check-" + UUID.randomUUID();

        Api.Answer answer =
                app().api()
                        .with("X-Request-Id", id)
                        .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .get("/api/auth/me")
                        .expect(401);

        assertThat(answer.header("X-Request-Id")).isEqualTo(id);
        assertThat(answer.header("traceparent"))
                .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
                .doesNotContain("00f067aa0ba902b7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "<script>", "ünsane", "x; level=ERROR"})
    void anIdThatMakesNoSenseIsNotTakenOver(String id) {
        Api.Answer answer = app().api().with("X-Request-Id", id).get("/app.js").expect(200);

        assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(answer.header("traceparent"))
                .matches("00-[0-9a-f]{32}-" + answer.header("X-Request-Id") + "-00");
    }

    @Test
    void theLogSaysWhoseTheRequestWasAndByWhichRouteItCame() {
        Person ada = app().registerOrganization();
        String id = "check-" + UUID.randomUUID();
        String project =
                ada.api()
                        .post("/api/projects", Map.of("name", "Checked"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        try (RecordedLog log = RecordedLog.begin()) {
            ada.api().with("X-Request-Id", id).get("/api/projects/" + project).expect(200);

            await().until(() -> !of(log, id).isEmpty());
            JsonNode entry = of(log, id).getFirst();
            assertThat(entry.get("message").asText())
                    .startsWith("GET /api/projects/{id} answered 200 after ");
            assertThat(entry.get("user").asText()).isEqualTo(ada.userId().toString());
            assertThat(entry.get("organization").asText())
                    .isEqualTo(ada.organizationId().toString());
            assertThat(entry.get("trace").asText()).matches("[0-9a-f]{32}");
            assertThat(entry.get("span").asText()).matches("[0-9a-f]{16}");
            assertThat(entry.get("level").asText()).isEqualTo("DEBUG");
            assertThat(entry.get("logger").asText()).isEqualTo("dev.astir.app.web.Requests");
            assertThat(entry.get("time").asText()).matches("....-..-..T.*Z");
        }
    }

    @Test
    void workThatARequestBeginsElsewhereIsStillOfIt() {
        RequestTrace trace = RequestTrace.of(List.of("begun-here"), List.of());
        CompletableFuture<String> there = new CompletableFuture<>();
        CompletableFuture<String> afterwards = new CompletableFuture<>();
        Background background = app().bean(Background.class);

        try (PropagatedContext.Scope scope = PropagatedContext.empty().plus(trace).propagate()) {
            background.execute(() -> there.complete(MDC.get("request")));
        }
        background.execute(() -> afterwards.complete(MDC.get("request")));

        assertThat(there.join()).isEqualTo("begun-here");
        assertThat(afterwards.join()).isNull();
        assertThat(MDC.get("request")).isNull();
    }

    /** Their ids are of the request that is being served, and not of the one that came last. */
    @Test
    void requestsThatComeTogetherKeepTheirIds() throws IOException {
        List<String> ids =
                IntStream.range(0, 4).mapToObj(i -> "check-" + UUID.randomUUID()).toList();
        List<String> traces = ids.stream().map(id -> id.replaceAll("check|-", "")).toList();
        // Two that ask the database, one that finds no route, and one of a file.
        List<String> paths = List.of("/api/auth/me", "/api/projects/none", "/api/no", "/app.js");
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            requests.append(
                    """
                    GET %s HTTP/1.1
                    Host: 127.0.0.1
                    X-Request-Id: %s
                    traceparent: 00-%s-00f067aa0ba902b7-01
                    Connection: %s

                    """
                            .formatted(
                                    paths.get(i),
                                    ids.get(i),
                                    traces.get(i),
                                    i + 1 < ids.size() ? "keep-alive" : "close"));
        }
        try (RecordedLog log = RecordedLog.begin();
                Socket socket = new Socket(app().uri().getHost(), app().uri().getPort())) {
            socket.getOutputStream()
                    .write(requests.toString().replace("\n", "\r\n").getBytes(UTF_8));
            String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(values(answers, "(?im)^x-request-id: (\\S+)")).isEqualTo(ids);
            assertThat(values(answers, "(?im)^traceparent: 00-([0-9a-f]{32})-")).isEqualTo(traces);
            for (int i = 0; i < ids.size(); i++) {
                String id = ids.get(i);
                await().until(() -> !of(log, id).isEmpty());
                assertThat(of(log, id))
                        .extracting(entry -> entry.path("trace").asText())
                        .containsOnly(traces.get(i));
            }
        }
    }

    private static List<String> values(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<JsonNode> of(RecordedLog log, String id) {
        return log.entries().stream()
                .filter(entry -> entry.path("request").asText().equals(id))
                .toList();
    }
}

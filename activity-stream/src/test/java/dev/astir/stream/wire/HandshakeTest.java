package dev.astir.stream.wire;

import static dev.astir.stream.wire.Positions.ACTIVITIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.feed.SocketClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom a WebSocket lets in, and how it says that it does not. */
class HandshakeTest extends WireFixture {
    @Test
    void acceptsTheAuthorizationHeaderAndTheCookie() {
        String token = "alice." + feed;
        List<Map<String, String>> credentials =
                List.of(
                        Map.of("Authorization", "Bearer " + token),
                        Map.of("Cookie", "session=" + token),
                        Map.of("Cookie", "session=" + token, "Origin", "http://" + server.host()),
                        Map.of("Cookie", "session=" + token, "Origin", "https://listed.example"));
        for (Map<String, String> headers : credentials) {
            try (SocketClient client = new SocketClient(server.webSocket(), headers, "astir.v1")) {
                client.send(ACTIVITIES);
                assertThat(client.await("subscribed", 1)).hasSize(1);
            }
        }
    }

    @Test
    void answersAForeignOriginBeforeTheHandshake() {
        for (String origin :
                List.of("https://evil.example", "null", "http://127.0.0.1:1", "http://[bad")) {
            assertThatThrownBy(() ->
                            new SocketClient(
                                    server.webSocket(),
                                    Map.of("Cookie", "session=a.b", "Origin", origin),
                                    "astir.v1"))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .satisfies(failure ->
                            assertThat(
                                            ((WebSocketHandshakeException) failure.getCause())
                                                    .getResponse()
                                                    .statusCode())
                                    .isEqualTo(403));
        }
    }

    @Test
    void refusalsAreTheSameProblemsOnEveryServer() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<String> foreign =
                client.send(
                        HttpRequest.newBuilder(server.http("/api/live"))
                                .header("Origin", "https://evil.example")
                                .build(),
                        BodyHandlers.ofString());
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertProblem(foreign, "foreign-origin");

        HttpResponse<String> posted =
                client.send(
                        HttpRequest.newBuilder(server.http("/api/live"))
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().allValues("Allow")).containsExactly("GET");
        assertProblem(posted, "method-not-allowed");
    }

    private static void assertProblem(HttpResponse<String> response, String type) {
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(response.body()).contains("urn:astir:problem:" + type);
    }

    @Test
    void upgradesAndClosesWhomItDoesNotKnow() {
        try (SocketClient nobody = new SocketClient(server.webSocket(), Map.of(), "astir.v1");
                SocketClient stranger = client("nonsense");
                SocketClient broken = client("broken." + feed);
                SocketClient blocked = client("blocked." + feed);
                SocketClient expired = client("expired." + feed)) {
            assertThat(nobody.awaitClosed(LONGEST)).isEqualTo(4001);
            assertThat(stranger.awaitClosed(LONGEST)).isEqualTo(4001);
            assertThat(stranger.protocol()).isEqualTo("astir.v1");
            assertThat(broken.awaitClosed(LONGEST)).isEqualTo(1001);
            assertThat(blocked.awaitClosed(LONGEST)).isEqualTo(4009);
            assertThat(expired.awaitClosed(LONGEST)).isEqualTo(4002);
        }
    }

    @Test
    void neverEchoesTheToken() {
        String token = "bearer.alice." + feed;
        try (SocketClient first =
                        new SocketClient(server.webSocket(), Map.of(), token, "astir.v1");
                SocketClient alone = new SocketClient(server.webSocket(), Map.of(), token)) {
            assertThat(first.protocol()).isEqualTo("astir.v1");
            assertThat(alone.protocol()).isEmpty();
            alone.send(ACTIVITIES);
            assertThat(alone.await("subscribed", 1)).hasSize(1);
        }
    }
}

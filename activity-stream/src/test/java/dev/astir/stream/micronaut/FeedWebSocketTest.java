package dev.astir.stream.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.EphemeralItem;
import dev.astir.stream.feed.SocketClient;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeedWebSocketTest {
    private static final String ACTIVITIES = "{\"type\":\"subscribe\",\"channel\":\"activities\"}";
    private static TestServer server;

    private final String feed = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        server =
                new TestServer(
                        Map.of(
                                "astir.stream.allowed-origins",
                                List.of("https://listed.example"),
                                "micronaut.server.idle-timeout",
                                "2s"));
        server.stream()
                .hub()
                .ephemeral(
                        "presence",
                        access -> List.of(EphemeralItem.of("bob", "{\"userId\":\"bob\"}")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void deliversEventsToABearerOfAToken() {
        try (SocketClient client = client("alice." + feed)) {
            client.send(ACTIVITIES);
            client.await("subscribed", 1);
            StreamPosition position = publish();

            Map<String, Object> put = client.await("put", 1).get(0);

            assertThat(client.protocol()).isEqualTo("astir.v1");
            assertThat(put).containsEntry("position", position.toString()).containsKey("item");
        }
    }

    @Test
    void acceptsTheAuthorizationHeaderAndTheCookie() {
        List<Map<String, String>> credentials =
                List.of(
                        Map.of("Authorization", "Bearer alice." + feed),
                        Map.of("Cookie", "session=alice." + feed),
                        Map.of(
                                "Cookie",
                                "session=alice." + feed,
                                "Origin",
                                "http://" + server.host()),
                        Map.of(
                                "Cookie",
                                "session=alice." + feed,
                                "Origin",
                                "https://listed.example"));
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
                                    Map.of("Cookie", "session=alice." + feed, "Origin", origin),
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
    void upgradesAndClosesWhomItDoesNotKnow() {
        try (SocketClient nobody = new SocketClient(server.webSocket(), Map.of(), "astir.v1");
                SocketClient stranger = client("nonsense");
                SocketClient blocked = client("blocked." + feed);
                SocketClient expired = client("expired." + feed)) {
            assertThat(nobody.awaitClosed()).isEqualTo(4001);
            assertThat(stranger.awaitClosed()).isEqualTo(4001);
            assertThat(stranger.protocol()).isEqualTo("astir.v1");
            assertThat(blocked.awaitClosed()).isEqualTo(4009);
            assertThat(expired.awaitClosed()).isEqualTo(4002);
        }
    }

    @Test
    void resumesAfterAPosition() {
        StreamPosition first = publish();
        for (int i = 0; i < 1_500; i++) {
            server.stream().publish(feed, ActivityEvent.builder("a.b").build());
        }
        try (SocketClient client = client("alice." + feed)) {
            client.send(
                    "{\"type\":\"subscribe\",\"channel\":\"activities\",\"after\":\""
                            + first
                            + "\"}");
            client.await("subscribed", 1);
            publish();

            assertThat(client.await("put", 1_501))
                    .extracting(put -> put.get("position"))
                    .isEqualTo(
                            LongStream.rangeClosed(2, 1_502)
                                    .mapToObj(offset -> first.epoch() + "-" + offset)
                                    .toList());
        }
    }

    @Test
    void outlivesTheServersIdleTimeoutThoughItsClientOnlyListens() {
        try (SocketClient client = client("alice." + feed)) {
            client.send(ACTIVITIES);
            // 4.5 seconds of pings
            client.await("ping", 15);
            StreamPosition position = publish();
            assertThat(client.await("put", 1).get(0))
                    .containsEntry("position", position.toString());
        }
    }

    @Test
    void refreshesAndClosesByIdentity() {
        try (SocketClient client = client("alice." + feed + ".managers");
                SocketClient stolen = client("alice." + feed)) {
            client.send(ACTIVITIES);
            client.await("subscribed", 1);
            client.send("{\"type\":\"auth\",\"token\":\"alice." + feed + "\"}");
            client.await("ping", client.messages("ping").size() + 2);
            server.stream()
                    .publish(feed, ActivityEvent.builder("a.b").audience("managers").build())
                    .join();
            publish();
            client.await("put", 1);
            assertThat(client.messages("put").get(0)).containsEntry("position", positionOf(2));

            stolen.send("{\"type\":\"auth\",\"token\":\"eve." + feed + "\"}");
            assertThat(stolen.awaitClosed()).isEqualTo(4003);
            server.stream().hub().closeIdentity("alice", CloseCode.BLOCKED);
            assertThat(client.awaitClosed()).isEqualTo(4009);
        }
    }

    @Test
    void closesForWhatIsNotTheProtocol() {
        try (SocketClient client = client("alice." + feed)) {
            client.send("hello");
            assertThat(client.awaitClosed()).isEqualTo(4010);
        }
    }

    @Test
    void servesEphemeralChannelsBesideTheDurableOne() {
        try (SocketClient client = client("alice." + feed)) {
            client.send(ACTIVITIES);
            client.send("{\"type\":\"subscribe\",\"channel\":\"presence\"}");
            client.await("subscribed", 2);

            assertThat(client.messages("subscribed"))
                    .anySatisfy(message ->
                            assertThat(message)
                                    .containsEntry("channel", "presence")
                                    .containsEntry("items", List.of(Map.of("userId", "bob"))));
        }
    }

    @Test
    void forgetsSessionsThatAreGone() {
        int before = server.stream().hub().sessions();
        try (SocketClient client = client("gone." + feed)) {
            client.await("ping", 1);
        }
        await().until(() -> server.stream().hub().sessions() <= before);
    }

    @Test
    void sendsReadersElsewhereWhenTheNodeShutsDownGracefully() {
        try (TestServer other = new TestServer(Map.of());
                SocketClient client = client(other)) {
            client.await("ping", 1);
            other.shutDownGracefully();
            assertThat(client.awaitClosed()).isEqualTo(1001);
        }
    }

    @Test
    void sendsReadersElsewhereWhenTheContextCloses() {
        TestServer other = new TestServer(Map.of());
        try (SocketClient client = client(other)) {
            client.await("ping", 1);
            other.close();
            assertThat(client.awaitClosed()).isEqualTo(1001);
        }
    }

    @Test
    void answersAClientThatCloses() {
        try (SocketClient client = client("alice." + feed)) {
            client.await("ping", 1);
            client.sendClose();
            assertThat(client.awaitClosed()).isEqualTo(1000);
        }
    }

    private SocketClient client(TestServer other) {
        return new SocketClient(
                other.webSocket(), Map.of("Authorization", "Bearer alice." + feed), "astir.v1");
    }

    private SocketClient client(String token) {
        return new SocketClient(server.webSocket(), Map.of(), "astir.v1", "bearer." + token);
    }

    private StreamPosition publish() {
        return server.stream().publish(feed, ActivityEvent.builder("a.b").build()).join();
    }

    private String positionOf(long offset) {
        StreamPosition head = server.stream().page(feed, EventFilter.all(), null, 1).position();
        return new StreamPosition(head.epoch(), offset).toString();
    }
}

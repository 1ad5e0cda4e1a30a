package dev.astir.stream.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.EventSourceClient;
import dev.astir.stream.feed.SocketClient;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What the endpoints do in every container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class FeedEndpointsContractTest {
    private static final String ACTIVITIES = "{\"type\":\"subscribe\",\"channel\":\"activities\"}";

    /** A container takes its time to close what nobody reads. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private FeedServer server;

    /** Starts the container. */
    abstract ServletContainer start(Consumer<ServletContext> application) throws Exception;

    @BeforeAll
    void startServer() throws Exception {
        server = new FeedServer(this::start);
    }

    @AfterAll
    void stopServer() throws Exception {
        server.close();
    }

    private static String newFeed() {
        return UUID.randomUUID().toString();
    }

    @Test
    void deliversEventsToABearerOfAToken() {
        String feed = newFeed();
        try (SocketClient client = client("alice." + feed)) {
            client.send(ACTIVITIES);
            client.await("subscribed", 1);
            StreamPosition position = server.publish(feed, "a.b");

            Map<String, Object> put = client.await("put", 1).get(0);

            assertThat(client.protocol()).isEqualTo("astir.v1");
            assertThat(put).containsEntry("position", position.toString()).containsKey("item");
        }
    }

    @Test
    void acceptsTheAuthorizationHeaderAndTheCookie() {
        String token = "alice." + newFeed();
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
    void upgradesAndClosesWhomItDoesNotKnow() {
        String feed = newFeed();
        try (SocketClient nobody = new SocketClient(server.webSocket(), Map.of(), "astir.v1");
                SocketClient stranger = client("nonsense");
                SocketClient broken = client("broken." + feed);
                SocketClient blocked = client("blocked." + feed);
                SocketClient expired = client("expired." + feed)) {
            assertThat(nobody.awaitClosed(LONGEST)).isEqualTo(4001);
            assertThat(stranger.awaitClosed(LONGEST)).isEqualTo(4001);
            assertThat(stranger.protocol()).isEqualTo("astir.v1");
            assertThat(broken.awaitClosed(LONGEST)).isEqualTo(4001);
            assertThat(blocked.awaitClosed(LONGEST)).isEqualTo(4009);
            assertThat(expired.awaitClosed(LONGEST)).isEqualTo(4002);
        }
    }

    @Test
    void neverEchoesTheToken() {
        String token = "bearer.alice." + newFeed();
        try (SocketClient first =
                        new SocketClient(server.webSocket(), Map.of(), token, "astir.v1");
                SocketClient alone = new SocketClient(server.webSocket(), Map.of(), token)) {
            assertThat(first.protocol()).isEqualTo("astir.v1");
            assertThat(alone.protocol()).isEmpty();
            alone.send(ACTIVITIES);
            assertThat(alone.await("subscribed", 1)).hasSize(1);
        }
    }

    @Test
    void saysThatItsAddressIsAWebSocket() {
        try (EventSourceClient plain = new EventSourceClient(server.http("/api/live"), Map.of())) {
            assertThat(plain.response().statusCode()).isEqualTo(426);
        }
    }

    @Test
    void filters() {
        String feed = newFeed();
        try (SocketClient client = client("alice." + feed)) {
            client.send(
                    "{\"type\":\"subscribe\",\"channel\":\"activities\","
                            + "\"filter\":{\"type\":[\"task.*\"]}}");
            client.await("subscribed", 1);
            server.publish(feed, "a.b");
            StreamPosition second = server.publish(feed, "task.done");

            assertThat(client.await("put", 1).get(0)).containsEntry("position", second.toString());
        }
    }

    @Test
    void losesAndRepeatsNothingOverConnectionsThatAreDropped() {
        String feed = newFeed();
        int all = 3_000;
        StreamPosition first = server.publish(feed, "a.b");
        Thread publisher =
                new Thread(() -> {
                    for (int i = 1; i < all; i++) {
                        StreamPosition position = server.publish(feed, "a.b");
                        assertThat(position.offset()).isEqualTo(i + 1);
                    }
                });
        publisher.start();
        List<String> seen = new ArrayList<>(List.of(first.toString()));
        int connections = 0;
        while (seen.size() < all) {
            connections++;
            try (SocketClient client = client("alice." + feed)) {
                client.send(
                        "{\"type\":\"subscribe\",\"channel\":\"activities\",\"after\":\""
                                + seen.get(seen.size() - 1)
                                + "\"}");
                int more = Math.min(all - seen.size(), 400);
                client.await("put", more);
                assertThat(client.messages("subscribed").get(0)).containsEntry("recovered", true);
                client.messages("put")
                        .forEach(put -> seen.add(String.valueOf(put.get("position"))));
            }
        }
        assertThat(connections).isGreaterThan(2);
        assertThat(seen)
                .isEqualTo(
                        LongStream.rangeClosed(1, all)
                                .mapToObj(offset -> first.epoch() + "-" + offset)
                                .toList());
    }

    @Test
    void sendsWhatHasGatheredAsOneFrame() {
        String feed = newFeed();
        StreamPosition first = server.publish(feed, "a.b");
        for (int i = 0; i < 999; i++) {
            server.stream().publish(feed, ActivityEvent.builder("a.b").build());
        }
        server.publish(feed, "a.b");
        try (SocketClient client = client("alice." + feed)) {
            client.send(
                    "{\"type\":\"subscribe\",\"channel\":\"activities\",\"after\":\""
                            + first
                            + "\"}");
            client.await("put", 1_000);
            assertThat(client.frames()).isLessThan(500);
        }
    }

    @Test
    void pingsAndAnswersPings() {
        String feed = newFeed();
        try (SocketClient client = client("alice." + feed)) {
            client.sendPing();
            client.awaitPong();
            client.send(ACTIVITIES);
            client.await("subscribed", 1);
            StreamPosition position = server.publish(feed, "a.b");
            client.await("put", 1);
            await().until(() ->
                    client.messages("ping").stream()
                            .anyMatch(ping -> position.toString().equals(ping.get("position"))));
        }
    }

    @Test
    void refreshesAndClosesByIdentity() {
        String feed = newFeed();
        try (SocketClient client = client("ann." + feed + ".managers");
                SocketClient stolen = client("ann." + feed)) {
            client.send(ACTIVITIES);
            client.await("subscribed", 1);
            client.send("{\"type\":\"auth\",\"token\":\"ann." + feed + "\"}");
            client.await("ping", client.messages("ping").size() + 2);
            server.stream()
                    .publish(feed, ActivityEvent.builder("a.b").audience("managers").build())
                    .join();
            StreamPosition second = server.publish(feed, "a.b");
            assertThat(client.await("put", 1).get(0)).containsEntry("position", second.toString());

            stolen.send("{\"type\":\"auth\",\"token\":\"eve." + feed + "\"}");
            assertThat(stolen.awaitClosed(LONGEST)).isEqualTo(4003);
            client.send("{\"type\":\"auth\",\"token\":\"nonsense\"}");
            assertThat(client.awaitClosed(LONGEST)).isEqualTo(4001);
        }
        try (SocketClient client = client("ann." + feed)) {
            client.await("ping", 1);
            server.stream().hub().closeIdentity("ann", CloseCode.BLOCKED);
            assertThat(client.awaitClosed(LONGEST)).isEqualTo(4009);
        }
    }

    @Test
    void closesForWhatIsNotTheProtocol() {
        String token = "alice." + newFeed();
        for (String text : List.of("hello", "", "[]", "{}", "{\"type\":\"publish\"}", "null")) {
            try (SocketClient client = client(token)) {
                client.send(text);
                assertThat(client.awaitClosed(LONGEST)).isEqualTo(4010);
            }
        }
        try (SocketClient client = client(token)) {
            client.sendBinary(new byte[] {1, 2, 3});
            assertThat(client.awaitClosed(LONGEST)).isEqualTo(4010);
        }
    }

    @Test
    void closesForAMessageThatIsTooLong() {
        String token = "alice." + newFeed();
        String padding = "x".repeat(16 << 10);
        try (SocketClient client = client(token)) {
            // In one frame; containers that look at its length first say 1009 themselves.
            client.send(padding.repeat(5));
            assertThat(client.awaitClosed(LONGEST)).isIn(4010, 1009, 1006);
        }
        try (SocketClient client = client(token)) {
            for (int i = 0; i < 5; i++) {
                client.sendPart(padding);
            }
            assertThat(client.awaitClosed(LONGEST)).isIn(4010, 1009);
        } catch (RuntimeException e) {
            // Closed while the rest was still being sent.
            assertThat(e).hasRootCauseInstanceOf(IOException.class);
        }
        try (SocketClient client = client(token)) {
            client.send("{\"type\":\"unsubscribe\",\"channel\":\"" + padding.repeat(3) + "\"}");
            client.send(ACTIVITIES);
            assertThat(client.await("subscribed", 1)).hasSize(1);
        }
    }

    private Set<String> identities() {
        Set<String> found = ConcurrentHashMap.newKeySet();
        CountDownLatch asked = new CountDownLatch(1);
        server.stream()
                .hub()
                .closeIf(
                        access -> {
                            found.add(access.identity());
                            asked.countDown();
                            return false;
                        },
                        CloseCode.NORMAL);
        await().until(() -> asked.getCount() == 0 || server.stream().hub().sessions() == 0);
        return found;
    }

    @Test
    void forgetsSessionsThatAreGone() {
        String name = "gone-" + newFeed();
        try (SocketClient client = client(name + ".f");
                EventSourceClient events =
                        events("", Map.of("Authorization", "Bearer " + name + ".f"))) {
            client.await("ping", 1);
            events.next("subscribed");
            assertThat(identities()).contains(name);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !identities().contains(name));
    }

    @Test
    void answersAClientThatCloses() {
        try (SocketClient client = client("alice." + newFeed())) {
            client.await("ping", 1);
            client.sendClose();
            assertThat(client.awaitClosed(LONGEST)).isEqualTo(1000);
        }
    }

    @Test
    void sendsReadersElsewhereWhenTheApplicationStops() throws Exception {
        Set<String> before = threads();
        String token = "alice." + newFeed();
        try (FeedServer other = new FeedServer(this::start);
                SocketClient client =
                        new SocketClient(
                                other.webSocket(),
                                Map.of("Authorization", "Bearer " + token),
                                "astir.v1");
                EventSourceClient events =
                        new EventSourceClient(
                                other.http("/api/live/events"),
                                Map.of("Authorization", "Bearer " + token))) {
            client.await("ping", 1);
            events.next("subscribed");
            other.stop();
            assertThat(client.awaitClosed(LONGEST)).isEqualTo(1001);
            assertThat(events.rest()).allMatch(event -> event.type().equals("ping"));
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> before.containsAll(threads()));
    }

    private static Set<String> threads() {
        Set<String> names = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("astir-feed-writer")) {
                names.add(thread.getName() + thread.getId());
            }
        }
        return names;
    }

    @Test
    void streamsEventsWithTheirPositions() {
        String feed = newFeed();
        try (EventSourceClient client = events(feed, "", Map.of())) {
            EventSourceClient.Event subscribed = client.next("subscribed");
            StreamPosition position = server.publish(feed, "a.b");
            EventSourceClient.Event put = client.next("put");

            assertThat(client.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(client.response().headers().firstValue("Cache-Control"))
                    .hasValue("no-store");
            assertThat(client.response().headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(subscribed.id()).isNull();
            assertThat(EventJson.readObject(subscribed.data())).containsEntry("recovered", true);
            assertThat(put.id()).isEqualTo(position.toString());
            assertThat(EventJson.readObject(put.data()))
                    .containsEntry("type", "put")
                    .containsEntry("position", position.toString());
            assertThat(client.next("ping").id()).isEqualTo(position.toString());
        }
    }

    @Test
    void resumesAStreamAfterAPositionAndPrefersTheLastEventId() {
        String feed = newFeed();
        StreamPosition first = server.publish(feed, "a.b");
        for (int i = 0; i < 1_000; i++) {
            server.stream().publish(feed, ActivityEvent.builder("a.b").build());
        }
        StreamPosition last = server.publish(feed, "a.b");

        List<String> ids = new ArrayList<>();
        try (EventSourceClient client = events(feed, "?after=" + first, Map.of())) {
            for (int i = 0; i < 1_001; i++) {
                ids.add(client.next("put").id());
            }
        }
        assertThat(ids)
                .isEqualTo(
                        LongStream.rangeClosed(2, 1_002)
                                .mapToObj(offset -> first.epoch() + "-" + offset)
                                .toList());
        StreamPosition before = new StreamPosition(last.epoch(), last.offset() - 1);
        try (EventSourceClient client =
                events(feed, "?after=" + first, Map.of("Last-Event-ID", before.toString()))) {
            assertThat(client.next("put").id()).isEqualTo(last.toString());
        }
        try (EventSourceClient client = events(feed, "", Map.of("Last-Event-ID", "garbage"))) {
            assertThat(client.next("subscribed").data()).contains("\"recovered\":false");
        }
    }

    @Test
    void streamsSeveralChannelsWithAFilter() {
        String feed = newFeed();
        try (EventSourceClient client =
                events(
                        feed,
                        "?channel=activities&channel=presence&type=task.*&type=user.left",
                        Map.of())) {
            List<String> subscribed =
                    List.of(client.next("subscribed").data(), client.next("subscribed").data());
            assertThat(subscribed).anySatisfy(data -> assertThat(data).contains("\"bob\""));
            server.publish(feed, "a.b");
            server.publish(feed, "task.done");
            server.publish(feed, "user.left");

            assertThat(client.next("put").data()).contains("task.done");
            assertThat(client.next("put").data()).contains("user.left");
        }
    }

    @Test
    void endsAStreamAfterAReset() {
        String feed = newFeed();
        try (EventSourceClient client = events(feed, "", Map.of())) {
            client.next("subscribed");
            server.publish(feed, "a.b");
            client.next("put");
            server.database()
                    .execute(
                            "UPDATE activity_feeds SET epoch = 'renewed' WHERE feed = '"
                                    + feed
                                    + "'");

            List<EventSourceClient.Event> rest = client.rest();
            EventSourceClient.Event last = rest.get(rest.size() - 1);
            assertThat(last.type()).isEqualTo("reset");
            assertThat(last.id()).isEmpty();
            assertThat(last.data()).contains("\"retention\"");
        }
    }

    @Test
    void refusesAStreamWithAStatus() throws Exception {
        String feed = newFeed();
        assertThat(status("", Map.of())).isEqualTo(401);
        assertThat(status("", Map.of("Authorization", "Bearer nonsense"))).isEqualTo(401);
        assertThat(status("", Map.of("Authorization", "Bearer blocked." + feed))).isEqualTo(403);
        assertThat(
                        status(
                                "",
                                Map.of(
                                        "Authorization",
                                        "Bearer alice." + feed,
                                        "Origin",
                                        "https://evil.example")))
                .isEqualTo(403);
        try (EventSourceClient client = events(feed, "?after=yesterday", Map.of())) {
            assertThat(client.response().statusCode()).isEqualTo(400);
            assertThat(client.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(
                            type -> assertThat(type).startsWith("application/problem+json"));
            String body = new String(client.response().body().readAllBytes(), UTF_8);
            assertThat(EventJson.readObject(body))
                    .containsEntry("status", 400)
                    .containsEntry("type", "urn:astir:problem:invalid");
            assertThat(body).contains("yesterday");
        }
    }

    private int status(String query, Map<String, String> headers) {
        try (EventSourceClient client = events(query, headers)) {
            return client.response().statusCode();
        }
    }

    private EventSourceClient events(String query, Map<String, String> headers) {
        return new EventSourceClient(server.http("/api/live/events" + query), headers);
    }

    private EventSourceClient events(String feed, String query, Map<String, String> headers) {
        return events("alice", feed, query, headers);
    }

    private EventSourceClient events(
            String name, String feed, String query, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + name + "." + feed);
        return events(query, all);
    }

    private SocketClient client(String token) {
        return new SocketClient(server.webSocket(), Map.of(), "astir.v1", "bearer." + token);
    }
}

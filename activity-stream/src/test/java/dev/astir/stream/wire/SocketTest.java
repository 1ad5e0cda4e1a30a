package dev.astir.stream.wire;

import static dev.astir.stream.wire.Positions.ACTIVITIES;
import static dev.astir.stream.wire.Positions.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.SocketClient;
import dev.astir.stream.feed.TestTokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The feed over WebSocket. */
class SocketTest extends WireFixture {
    @Test
    void deliversEventsToABearerOfAToken() {
        try (SocketClient client = client("alice." + feed)) {
            client.send(ACTIVITIES);
            client.await("subscribed", 1);
            StreamPosition position = publish("a.b");

            Map<String, Object> put = client.await("put", 1).get(0);

            assertThat(client.protocol()).isEqualTo("astir.v1");
            assertThat(put).containsEntry("position", position.toString()).containsKey("item");
        }
    }

    @Test
    void filters() {
        try (SocketClient client = client("alice." + feed)) {
            client.send(
                    "{\"type\":\"subscribe\",\"channel\":\"activities\","
                            + "\"filter\":{\"type\":[\"task.*\"]}}");
            client.await("subscribed", 1);
            publish("a.b");
            StreamPosition second = publish("task.done");

            assertThat(client.await("put", 1).get(0)).containsEntry("position", second.toString());
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
    void losesAndRepeatsNothingOverConnectionsThatAreDropped() {
        int all = 3_000;
        StreamPosition first = publish("a.b");
        Thread publisher =
                new Thread(() -> {
                    for (int i = 1; i < all; i++) {
                        StreamPosition position = publish("a.b");
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
        StreamPosition first = publish("a.b");
        for (int i = 0; i < 999; i++) {
            server.stream().publish(feed, ActivityEvent.builder("a.b").build());
        }
        publish("a.b");
        try (SocketClient client = client("alice." + feed)) {
            client.send(after(first));
            client.await("put", 1_000);
            assertThat(client.frames()).isLessThan(500);
        }
    }

    @Test
    void pingsAndAnswersPings() {
        try (SocketClient client = client("alice." + feed)) {
            client.sendPing();
            client.awaitPong();
            client.send(ACTIVITIES);
            client.await("subscribed", 1);
            StreamPosition position = publish("a.b");
            client.await("put", 1);
            await().until(() ->
                    client.messages("ping").stream()
                            .anyMatch(ping -> position.toString().equals(ping.get("position"))));
        }
    }

    @Test
    void refreshesAndClosesByIdentity() {
        try (SocketClient client = client("ann." + feed + ".managers");
                SocketClient stolen = client("ann." + feed)) {
            client.send(ACTIVITIES);
            client.await("subscribed", 1);
            client.send("{\"type\":\"auth\",\"token\":\"ann." + feed + "\"}");
            client.await("ping", client.messages("ping").size() + 2);
            server.stream()
                    .publish(feed, ActivityEvent.builder("a.b").audience("managers").build())
                    .join();
            StreamPosition second = publish("a.b");
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
    void closesAtOnceWhenItsReaderHasLostAccess() {
        for (CloseCode code : List.of(CloseCode.NOT_AUTHENTICATED, CloseCode.BLOCKED)) {
            String name = "leaver-" + code + "-" + feed;
            try (SocketClient client = client(name + "." + feed)) {
                client.send(ACTIVITIES);
                client.await("subscribed", 1);

                TestTokens.refuse(name, code);
                server.stream().hub().accessChanged(name);

                assertThat(client.awaitClosed(LONGEST)).isEqualTo(code.code());
            }
        }
    }

    @Test
    void closesForWhatIsNotTheProtocol() {
        String token = "alice." + feed;
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
        String token = "alice." + feed;
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

    @Test
    void answersAClientThatCloses() {
        try (SocketClient client = client("alice." + feed)) {
            client.await("ping", 1);
            client.sendClose();
            assertThat(client.awaitClosed(LONGEST)).isEqualTo(1000);
        }
    }
}

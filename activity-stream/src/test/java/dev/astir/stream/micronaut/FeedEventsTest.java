package dev.astir.stream.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.EphemeralItem;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.EventSourceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeedEventsTest {
    private static TestServer server;

    private final String feed = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        // Shorter than any test, so that a stream which only writes outlives it.
        server = new TestServer(Map.of("micronaut.server.idle-timeout", "2s"));
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
    void streamsEventsWithTheirPositions() {
        try (EventSourceClient client = client("", Map.of())) {
            EventSourceClient.Event subscribed = client.next("subscribed");
            StreamPosition position = publish("a.b");
            EventSourceClient.Event put = client.next("put");

            assertThat(client.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(subscribed.id()).isNull();
            assertThat(EventJson.readObject(subscribed.data())).containsEntry("recovered", true);
            assertThat(put.id()).isEqualTo(position.toString());
            assertThat(EventJson.readObject(put.data()))
                    .containsEntry("type", "put")
                    .containsEntry("position", position.toString());
        }
    }

    @Test
    void resumesAfterAPositionAndPrefersTheLastEventId() {
        StreamPosition first = publish("a.b");
        for (int i = 0; i < 1_000; i++) {
            server.stream().publish(feed, ActivityEvent.builder("a.b").build());
        }
        StreamPosition last = publish("a.b");

        List<String> ids = new ArrayList<>();
        try (EventSourceClient client = client("?after=" + first, Map.of())) {
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
                client("?after=" + first, Map.of("Last-Event-ID", before.toString()))) {
            assertThat(client.next("put").id()).isEqualTo(last.toString());
        }
        try (EventSourceClient client = client("", Map.of("Last-Event-ID", "garbage"))) {
            assertThat(client.next("subscribed").data()).contains("\"recovered\":false");
        }
    }

    @Test
    void filtersAndServesSeveralChannels() {
        try (EventSourceClient client =
                client(
                        "?channel=activities&channel=presence&type=task.*&type=user.left",
                        Map.of())) {
            List<String> subscribed =
                    List.of(client.next("subscribed").data(), client.next("subscribed").data());
            assertThat(subscribed).anySatisfy(data -> assertThat(data).contains("\"bob\""));
            publish("a.b");
            publish("task.done");
            publish("user.left");

            assertThat(client.next("put").data()).contains("task.done");
            assertThat(client.next("put").data()).contains("user.left");
        }
    }

    @Test
    void pingsAndOutlivesTheServersIdleTimeout() {
        try (EventSourceClient client = client("", Map.of())) {
            long until = System.nanoTime() + 4_000_000_000L;
            while (System.nanoTime() < until) {
                client.next("ping");
            }
            StreamPosition position = publish("a.b");
            assertThat(client.next("put").id()).isEqualTo(position.toString());
            assertThat(client.next("ping").id()).isEqualTo(position.toString());
        }
    }

    @Test
    void doesNotHoldEventsBackForACompressor() {
        try (EventSourceClient client = client("", Map.of("Accept-Encoding", "gzip, deflate"))) {
            client.next("subscribed");
            publish("a.b");
            assertThat(client.next("put").data()).contains("a.b");
        }
    }

    @Test
    void endsAfterAReset() {
        try (EventSourceClient client = client("", Map.of())) {
            client.next("subscribed");
            StreamPosition position = publish("a.b");
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
            assertThat(position.epoch()).isNotEqualTo("renewed");
        }
    }

    @Test
    void endsWhenTheIdentityIsClosed() {
        try (EventSourceClient client = client("", Map.of())) {
            client.next("subscribed");
            server.stream().hub().closeIdentity("alice", CloseCode.BLOCKED);
            assertThat(client.rest())
                    .allSatisfy(event -> assertThat(event.type()).isEqualTo("ping"));
        }
    }

    @Test
    void forgetsAReaderWhoLeft() {
        try (EventSourceClient client = client("", Map.of())) {
            client.next("subscribed");
            assertThat(server.stream().hub().sessions()).isPositive();
        }
        await().until(() -> server.stream().hub().sessions() == 0);
    }

    @Test
    void refusesWithAStatus() throws IOException {
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
        try (EventSourceClient client = client("?after=yesterday", Map.of())) {
            assertThat(client.response().statusCode()).isEqualTo(400);
            String body = new String(client.response().body().readAllBytes(), UTF_8);
            assertThat(EventJson.readObject(body))
                    .containsEntry("status", 400)
                    .containsEntry("type", "urn:astir:problem:invalid");
            assertThat(body).contains("yesterday");
        }
    }

    private int status(String query, Map<String, String> headers) {
        try (EventSourceClient client =
                new EventSourceClient(server.http("/api/live/events" + query), headers)) {
            return client.response().statusCode();
        }
    }

    private EventSourceClient client(String query, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer alice." + feed);
        return new EventSourceClient(server.http("/api/live/events" + query), all);
    }

    private StreamPosition publish(String type) {
        return server.stream().publish(feed, ActivityEvent.builder(type).build()).join();
    }
}

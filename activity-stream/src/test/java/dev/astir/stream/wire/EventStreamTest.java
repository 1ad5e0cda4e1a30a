package dev.astir.stream.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.EventSourceClient;
import dev.astir.stream.feed.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The feed over server-sent events. */
class EventStreamTest extends WireFixture {
    @Test
    void streamsEventsWithTheirPositions() {
        try (EventSourceClient client = events("", Map.of())) {
            EventSourceClient.Event subscribed = client.next("subscribed");
            StreamPosition position = publish("a.b");
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
        StreamPosition first = publish("a.b");
        for (int i = 0; i < 1_000; i++) {
            server.stream().publish(feed, ActivityEvent.builder("a.b").build());
        }
        StreamPosition last = publish("a.b");

        List<String> ids = new ArrayList<>();
        try (EventSourceClient client = events("?after=" + first, Map.of())) {
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
                events("?after=" + first, Map.of("Last-Event-ID", before.toString()))) {
            assertThat(client.next("put").id()).isEqualTo(last.toString());
        }
        try (EventSourceClient client = events("", Map.of("Last-Event-ID", "garbage"))) {
            assertThat(client.next("subscribed").data()).contains("\"recovered\":false");
        }
    }

    @Test
    void streamsSeveralChannelsWithAFilter() {
        try (EventSourceClient client =
                events(
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
    void endsAStreamAfterAReset() {
        try (EventSourceClient client = events("", Map.of())) {
            client.next("subscribed");
            publish("a.b");
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
    void endsWhenTheIdentityIsClosed() {
        try (EventSourceClient client = events("", Map.of())) {
            client.next("subscribed");
            server.stream().hub().closeIdentity("alice", CloseCode.BLOCKED);
            assertThat(client.rest())
                    .allSatisfy(event -> assertThat(event.type()).isEqualTo("ping"));
        }
    }

    @Test
    void endsAtOnceWhenItsReaderHasLostAccess() {
        String name = "leaver-" + feed;
        try (EventSourceClient client = server.events(name + "." + feed)) {
            client.next("subscribed");

            TestTokens.refuse(name, CloseCode.BLOCKED);
            server.stream().hub().accessChanged(name);

            assertThat(client.rest())
                    .allSatisfy(event -> assertThat(event.type()).isEqualTo("ping"));
        }
    }

    @Test
    void doesNotHoldEventsBackForACompressor() {
        try (EventSourceClient client = events("", Map.of("Accept-Encoding", "gzip, deflate"))) {
            client.next("subscribed");
            publish("a.b");
            assertThat(client.next("put").data()).contains("a.b");
        }
    }

    @Test
    void refusesAStreamWithAStatus() throws Exception {
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
        try (EventSourceClient client = events("?after=yesterday", Map.of())) {
            assertThat(client.response().statusCode()).isEqualTo(400);
            assertThat(client.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(
                            type -> assertThat(type).startsWith("application/problem+json"));
            String body = new String(client.response().body().readAllBytes(), UTF_8);
            assertThat(EventJson.readObject(body))
                    .containsEntry("status", 400)
                    .containsEntry("type", "urn:astir:problem:invalid");
            assertThat(body).contains("after: \\\"yesterday\\\"");
        }
    }

    private int status(String query, Map<String, String> headers) {
        try (EventSourceClient client = anybody(query, headers)) {
            return client.response().statusCode();
        }
    }
}

package dev.astir.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.SocketClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several subscriptions to one channel over one WebSocket. */
class SeveralSubscriptionsTest extends WireFixture {
    private static final int MOST = 32;

    @Test
    void eachHasItsOwnFilterAndPosition() {
        StreamPosition first = publish("task.one");
        publish("task.two");
        publish("note.three");
        try (SocketClient client = client("alice." + feed)) {
            client.send(subscribe("tasks", filter("task.*") + after(first)));
            client.send(subscribe("all", ""));
            client.send(subscribe(null, filter("note.*")));
            client.await("subscribed", 3);
            publish("task.four");
            StreamPosition last = publish("note.five");

            client.await("put", 5);
            assertThat(subscribed(client, "tasks")).containsEntry("position", first.toString());
            assertThat(puts(client, "tasks")).containsExactly("task.two", "task.four");
            assertThat(puts(client, "all")).containsExactly("task.four", "note.five");
            assertThat(puts(client, null)).containsExactly("note.five");
            await().until(() ->
                    client.messages("ping").stream()
                            .anyMatch(ping ->
                                    last.toString().equals(ping.get("position"))
                                            && !ping.containsKey("channel")));
        }
    }

    @Test
    void oneOfTheSameNameReplacesTheFirst() {
        try (SocketClient client = client("alice." + feed)) {
            client.send(subscribe("one", filter("task.*")));
            client.send(subscribe("two", filter("task.*")));
            client.send(subscribe(null, filter("task.*")));
            client.await("subscribed", 3);
            client.send(subscribe("one", filter("note.*")));
            client.send(subscribe(null, filter("user.*")));
            client.await("subscribed", 5);
            publish("task.done");
            publish("note.written");
            publish("user.left");

            client.await("put", 3);
            assertThat(puts(client, "one")).containsExactly("note.written");
            assertThat(puts(client, "two")).containsExactly("task.done");
            assertThat(puts(client, null)).containsExactly("user.left");
        }
    }

    @Test
    void oneIsEndedAndTheOthersGoOn() {
        try (SocketClient client = client("alice." + feed)) {
            client.send(subscribe("one", ""));
            client.send(subscribe("two", ""));
            client.send(subscribe(null, ""));
            client.await("subscribed", 3);
            client.send(unsubscribe("one"));
            client.send(unsubscribe("never"));
            client.send(unsubscribe(null));
            client.send(subscribe("three", ""));
            client.await("subscribed", 4);
            publish("a.b");

            client.await("put", 2);
            publish("a.c");
            client.await("put", 4);
            assertThat(puts(client, "two")).containsExactly("a.b", "a.c");
            assertThat(puts(client, "three")).containsExactly("a.b", "a.c");
        }
    }

    @Test
    void ephemeralChannelsTellEachTheWholeState() {
        try (SocketClient client = client("alice." + feed)) {
            client.send("{\"type\":\"subscribe\",\"channel\":\"presence\"}");
            client.send(
                    "{\"type\":\"subscribe\",\"channel\":\"presence\",\"subscription\":\"head\"}");
            client.await("subscribed", 2);
            client.send("{\"type\":\"subscribe\",\"channel\":\"none\",\"subscription\":\"x\"}");

            for (String name : new String[] {null, "head"}) {
                assertThat(subscribed(client, name))
                        .containsEntry("channel", "presence")
                        .containsEntry("items", List.of(Map.of("userId", "bob")));
            }
            assertThat(client.await("error", 1).get(0))
                    .containsEntry("code", "unknown-channel")
                    .containsEntry("subscription", "x");
        }
    }

    @Test
    void thereIsALimitAndTheOthersGoOn() {
        try (SocketClient client = client("alice." + feed)) {
            IntStream.range(0, MOST).forEach(i -> client.send(subscribe("s" + i, "")));
            client.await("subscribed", MOST);
            client.send(subscribe("more", ""));

            Map<String, Object> error = client.await("error", 1).get(0);
            assertThat(error)
                    .containsEntry("code", "invalid")
                    .containsEntry("channel", "activities")
                    .containsEntry("subscription", "more");
            assertThat(error.get("detail").toString()).contains("at most 32 subscriptions");
            // One without a name counts as well; one in place of another is no further one.
            client.send(subscribe(null, ""));
            client.await("error", 2);
            client.send(subscribe("s0", ""));
            client.await("subscribed", MOST + 1);
            client.send(unsubscribe("s1"));
            client.send(subscribe("more", ""));
            client.await("subscribed", MOST + 2);
            publish("a.b");
            client.await("put", MOST);
            assertThat(puts(client, "more")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"two words\"",
                "\"a\\\"b\"",
                "\"é\"",
                "\"0123456789012345678901234567890123456789012345678901234567890123456789\"",
                "7",
                "[\"a\"]"
            })
    void aNameThatIsNoneIsRefused(String name) {
        try (SocketClient client = client("alice." + feed)) {
            client.send(subscribe("good", ""));
            client.await("subscribed", 1);
            for (String type : List.of("subscribe", "unsubscribe")) {
                client.send(
                        "{\"type\":\""
                                + type
                                + "\",\"channel\":\"activities\",\"subscription\":"
                                + name
                                + "}");
            }

            for (Map<String, Object> error : client.await("error", 2)) {
                assertThat(error)
                        .containsEntry("code", "invalid")
                        .containsEntry("channel", "activities")
                        .doesNotContainKey("subscription");
                assertThat(error.get("detail").toString())
                        .startsWith("subscription: \"")
                        .contains("1 to 64 letters, digits");
            }
            publish("a.b");
            client.await("put", 1);
            assertThat(puts(client, "good")).hasSize(1);
        }
    }

    @Test
    void aFilterThatIsNoneIsRefusedByNameAndChangesNothing() {
        try (SocketClient client = client("alice." + feed)) {
            client.send(subscribe("one", ""));
            client.await("subscribed", 1);
            client.send(subscribe("one", ",\"filter\":{\"colour\":\"red\"}"));
            assertThat(client.await("error", 1).get(0)).containsEntry("subscription", "one");
            publish("a.b");
            client.await("put", 1);
        }
    }

    @Test
    void eachLosesAndRepeatsNothingOverConnectionsThatAreDropped() {
        int all = 2_000;
        List<String> names = List.of("even", "odd", "both");
        Map<String, String> filters =
                Map.of("even", filter("n.even"), "odd", filter("n.odd"), "both", "");
        StreamPosition first = publish("n.odd");
        // All of it before anybody reads: what is live would close a reader that comes too late.
        for (int i = 2; i < all; i++) {
            String type = i % 2 == 0 ? "n.even" : "n.odd";
            server.stream().publish(feed, ActivityEvent.builder(type).build());
        }
        publish("n.even");
        Map<String, List<String>> seen = new HashMap<>();
        names.forEach(name -> seen.put(name, new ArrayList<>(List.of(first.toString()))));
        int left = 2 * (all - 1);
        while (left > 0) {
            try (SocketClient client = client("alice." + feed)) {
                for (String name : names) {
                    List<String> positions = seen.get(name);
                    String last = positions.get(positions.size() - 1);
                    client.send(subscribe(name, filters.get(name) + ",\"after\":\"" + last + "\""));
                }
                // What came after these is forgotten with the connection, and has to come again.
                int taken = Math.min(left, 400);
                for (Map<String, Object> put : client.await("put", taken).subList(0, taken)) {
                    seen.get((String) put.get("subscription")).add((String) put.get("position"));
                }
                client.await("subscribed", names.size());
                names.forEach(name ->
                        assertThat(subscribed(client, name)).containsEntry("recovered", true));
                left -= taken;
            }
        }
        assertThat(seen.get("both")).isEqualTo(positions(first, 1, all, 1));
        assertThat(seen.get("odd")).isEqualTo(positions(first, 1, all, 2));
        assertThat(seen.get("even").subList(1, seen.get("even").size()))
                .isEqualTo(positions(first, 2, all, 2));
    }

    private static List<String> positions(StreamPosition of, int from, int to, int step) {
        return IntStream.iterate(from, i -> i <= to, i -> i + step)
                .mapToObj(offset -> of.epoch() + "-" + offset)
                .toList();
    }

    private static String subscribe(@Nullable String name, String more) {
        return "{\"type\":\"subscribe\",\"channel\":\"activities\"" + field(name) + more + "}";
    }

    private static String unsubscribe(@Nullable String name) {
        return "{\"type\":\"unsubscribe\",\"channel\":\"activities\"" + field(name) + "}";
    }

    private static String field(@Nullable String name) {
        return name == null ? "" : ",\"subscription\":\"" + name + "\"";
    }

    private static String filter(String type) {
        return ",\"filter\":{\"type\":[\"" + type + "\"]}";
    }

    private static String after(StreamPosition position) {
        return ",\"after\":\"" + position + "\"";
    }

    private static List<Map<String, Object>> of(
            SocketClient client, String type, @Nullable String name) {
        return client.messages(type).stream()
                .filter(message ->
                        name == null
                                ? !message.containsKey("subscription")
                                : name.equals(message.get("subscription")))
                .toList();
    }

    private static Map<String, Object> subscribed(SocketClient client, @Nullable String name) {
        return of(client, "subscribed", name).get(0);
    }

    /** The types of the events, in the order in which they came. */
    private static List<String> puts(SocketClient client, @Nullable String name) {
        return of(client, "put", name).stream()
                .map(put -> (String) ((Map<?, ?>) put.get("item")).get("eventType"))
                .toList();
    }
}

package dev.astir.stream.element;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.EphemeralChannel;
import dev.astir.stream.feed.EphemeralItem;
import dev.astir.stream.feed.SharedStates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection of pages that show no feed, with several subscriptions to one channel. */
class LiveConnectionTest extends BrowserTest {
    private static final Map<String, ?> TASKS = filter("task.*");
    private static final Map<String, ?> NOTES = filter("note.*");

    @Test
    void carriesSeveralSubscriptionsToAChannelOnOneSocket() {
        try (LivePage page = page(server(), "auto")) {
            page.subscribe("tasks", "activities", TASKS);
            page.subscribe("notes", "activities", NOTES);
            page.subscribe("all", "activities", Map.of());
            List.of("tasks", "notes", "all").forEach(name -> page.awaitTypes(name, "subscribed"));
            publish(server().stream(), "task.done", "T1");
            publish(server().stream(), "note.written", "N1");

            page.awaitTexts("tasks", "T1");
            page.awaitTexts("notes", "N1");
            // Those of one session that want the same come in one frame, so only each has an order.
            page.awaitTexts("all", "T1", "N1");
            assertThat(page.sockets()).isEqualTo(1);
            assertThat(page.streams()).isEmpty();
            assertThat(page.sent().get(0)).doesNotContain("subscription");

            page.close("tasks");
            publish(server().stream(), "task.done", "T2");
            publish(server().stream(), "note.written", "N2");

            page.awaitTexts("all", "T1", "N1", "T2", "N2");
            page.awaitTexts("notes", "N1", "N2");
            page.awaitTexts("tasks", "T1");
            page.subscribe("again", "activities", TASKS);
            page.awaitTypes("again", "subscribed");
            publish(server().stream(), "task.done", "T3");
            page.awaitTexts("again", "T3");
            page.awaitTexts("tasks", "T1");
            assertThat(page.sockets()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse"})
    void servesTwoSubscribersOfAnEphemeralChannel(String transport) {
        String channel = "states-" + feed;
        SharedStates kept = new SharedStates();
        kept.set("bob", bob("idle"));
        EphemeralChannel states = server().stream().hub().ephemeral(channel, kept);
        try (LivePage page = page(server(), transport)) {
            page.subscribe("head", channel, Map.of());
            page.subscribe("body", channel, Map.of());
            page.awaitTypes("head", "subscribed");
            page.awaitTypes("body", "subscribed");
            kept.set("bob", bob("active"));
            states.changed(feed, "bob");

            page.awaitTexts("head", "active");
            page.awaitTexts("body", "active");
            assertThat(page.evaluate("page.heard.body[0].items"))
                    .isEqualTo(List.of(Map.of("message", "idle")));
            page.close("head");
            kept.set("bob", bob("away"));
            states.changed(feed, "bob");
            page.awaitTexts("body", "active", "away");
            page.awaitTexts("head", "active");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse"})
    void resumesEachAfterItsOwnPositionWhenTheServerRestarts(String transport) {
        try (ElementServer server = ElementServer.launch();
                LivePage page = page(server, transport)) {
            String start = publish(server.stream(), "task.done", "T1");
            publish(server.stream(), "note.written", "N1");
            page.subscribe("tasks", "activities", TASKS);
            page.subscribe("notes", "activities", after(NOTES, start));
            page.subscribe("closed", "activities", Map.of());
            page.awaitTypes("tasks", "subscribed");
            page.awaitTypes("closed", "subscribed");
            page.awaitTexts("notes", "N1");
            publish(server.stream(), "task.done", "T2");
            page.awaitTexts("tasks", "T2");
            page.awaitTexts("closed", "T2");

            server.stop();
            page.awaitState("waiting");
            page.close("closed");
            page.subscribe("late", "activities", after(Map.of(), start));
            try (ActivityStream other = server.otherNode()) {
                publish(other, "task.done", "T3");
                publish(other, "note.written", "N2");
            }
            server.start();
            page.evaluate("page.live.reconnect()");
            page.awaitState("live");
            publish(server.stream(), "note.written", "N3");
            publish(server.stream(), "task.done", "T4");

            page.awaitTexts("tasks", "T2", "T3", "T4");
            page.awaitTexts("notes", "N1", "N2", "N3");
            page.awaitTexts("late", "N1", "T2", "T3", "N2", "N3", "T4");
            page.awaitTexts("closed", "T2");
            if (transport.equals("websocket")) {
                assertThat(page.openSockets()).isEqualTo(1);
                assertThat(page.sent()).hasSize(3).allMatch(text -> text.contains("\"subscribe\""));
            }
        }
    }

    @Test
    void tellsWhenItTriesAgain() {
        try (ElementServer server = ElementServer.launch();
                LivePage page = page(server, "websocket")) {
            page.subscribe("all", "activities", Map.of());
            page.awaitState("live");
            assertThat(page.evaluate("page.live.retryAt")).isNull();

            server.stop();
            page.awaitState("waiting");

            assertThat(page.evaluate("page.retries.find(Boolean) <= Date.now() + 1000"))
                    .isEqualTo(true);
            server.start();
            page.evaluate("page.live.reconnect()");
            page.awaitState("live");
            assertThat(page.evaluate("page.live.retryAt")).isNull();
            assertThat(page.evaluate("page.retries.at(-1)")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse"})
    void whatIsWrongWithOneDoesNotTouchTheOthers(String transport) {
        String channel = "states-" + feed;
        SharedStates kept = new SharedStates();
        EphemeralChannel states = server().stream().hub().ephemeral(channel, kept);
        try (LivePage page = page(server(), transport)) {
            page.evaluate(
                    "addEventListener('error', event => {"
                            + " page.thrown = event.error.message; event.preventDefault(); })");
            page.subscribe("refused", "activities", Map.of("filter", Map.of("colour", "red")));
            page.subscribe("activities", "activities", Map.of());
            page.subscribe("states", channel, Map.of());
            page.subscribeFailing("failing", channel);
            page.awaitTypes("activities", "subscribed");
            page.awaitTypes("states", "subscribed");
            page.awaitTypes("failing", "subscribed");
            if (transport.equals("websocket")) {
                page.awaitTypes("refused", "error");
            }

            server().renewEpoch(feed);
            page.awaitTypes("activities", "subscribed", "reset");
            kept.set("bob", bob("active"));
            states.changed(feed, "bob");

            page.awaitTexts("states", "active");
            page.awaitTexts("failing", "active");
            page.awaitTypes("states", "subscribed", "put");
            assertThat(page.evaluate("page.thrown")).isEqualTo("handler failing");
            assertThat(page.evaluate("page.live.state")).isEqualTo("live");
            if (transport.equals("websocket")) {
                assertThat(page.sockets()).isEqualTo(1);
            } else {
                assertThat(page.streams()).hasSize(4);
            }
        }
    }

    private LivePage page(ElementServer server, String transport) {
        return new LivePage(window(), server, feed, transport);
    }

    private static EphemeralItem bob(String state) {
        return EphemeralItem.of("bob", "{\"message\":\"" + state + "\"}");
    }

    private String publish(ActivityStream stream, String type, String message) {
        ActivityEvent event = ActivityEvent.builder(type).message(message).build();
        return stream.publish(feed, event).join().toString();
    }

    private static Map<String, ?> filter(String type) {
        return Map.of("filter", Map.of("type", List.of(type)));
    }

    private static Map<String, ?> after(Map<String, ?> options, String position) {
        Map<String, Object> all = new HashMap<>(options);
        all.put("after", position);
        return all;
    }
}

package dev.astir.stream.wire;

import static dev.astir.stream.wire.Positions.ACTIVITIES;
import static dev.astir.stream.wire.Positions.after;
import static dev.astir.stream.wire.Positions.assertPut;
import static dev.astir.stream.wire.Positions.puts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.OldMonth;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.PausingClient;
import dev.astir.stream.feed.PausingSocket;
import dev.astir.stream.feed.PausingStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connected reader whose history goes while it still reads it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("newest-java")
class LaggingReaderTest {
    private static final String FEED = "history";
    private static final OldMonth OLD = OldMonth.ago(20);
    private static final Duration KEPT = Duration.ofDays(365);

    /** Ten megabytes, more than two systems keep for a socket. */
    private static final int HISTORY = 700;

    private static final int KEPT_EVENTS = 3;

    @ParameterizedTest
    @EnumSource(names = {"MICRONAUT", "TOMCAT"})
    void aSocketIsResetAndMaySubscribeAgain(ServerKind kind) throws Exception {
        try (LiveServer server = kind.start()) {
            StreamPosition first = publishHistory(server);
            try (PausingSocket lagging = new PausingSocket(server, "lagging." + FEED)) {
                lagging.send(after(first));
                dropHistory(server, lagging);

                List<Map<String, Object>> end = lagging.readTo("reset");
                assertIsReset(end, first);

                lagging.send(ACTIVITIES);
                List<Map<String, Object>> begin = lagging.readTo("subscribed");
                long head = HISTORY + KEPT_EVENTS;
                assertThat(puts(begin)).isEmpty();
                assertThat(begin.get(begin.size() - 1))
                        .containsEntry("recovered", true)
                        .containsEntry("position", first.epoch() + "-" + head);
                publish(server, ActivityEvent.builder("a.b").build()).join();
                assertPut(lagging.readTo("put"), first.epoch(), head + 1, head + 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MICRONAUT", "TOMCAT"})
    void aStreamIsResetAndEnds(ServerKind kind) throws Exception {
        try (LiveServer server = kind.start()) {
            StreamPosition first = publishHistory(server);
            try (PausingStream lagging =
                    new PausingStream(server, "lagging." + FEED, "?after=" + first)) {
                dropHistory(server, lagging);

                assertIsReset(lagging.rest(), first);
            }
        }
    }

    /** Returns the position of the first event. */
    private static StreamPosition publishHistory(LiveServer server) {
        OLD.createIn(server.database());
        List<CompletableFuture<StreamPosition>> all = new ArrayList<>();
        for (int i = 0; i < HISTORY; i++) {
            ActivityEvent.Builder event = OLD.event("a.b");
            all.add(publish(server, event.metadata("padding", "x".repeat(15_000)).build()));
        }
        for (int i = 0; i < KEPT_EVENTS; i++) {
            all.add(publish(server, ActivityEvent.builder("a.b").build()));
        }
        all.forEach(CompletableFuture::join);
        return all.get(0).join();
    }

    /** Drops the past, of which the reader has read the beginning. */
    private static void dropHistory(LiveServer server, PausingClient lagging) {
        // On a busy machine a ping may come before it has asked.
        List<Map<String, Object>> begin =
                lagging.readTo("put").stream()
                        .filter(message -> !message.get("type").equals("ping"))
                        .toList();
        assertThat(begin.get(0))
                .containsEntry("type", "subscribed")
                .containsEntry("recovered", true);
        assertThat(server.stream().retain(KEPT)).isPositive();
    }

    /** It got the history up to some event that is gone by now, then a reset, and no more. */
    private static void assertIsReset(List<Map<String, Object>> messages, StreamPosition first) {
        List<Map<String, Object>> puts = puts(messages);
        // One was read before.
        assertPut(puts, first.epoch(), 3, 2L + puts.size());
        assertThat(puts).hasSizeLessThan(HISTORY - 2);
        assertThat(messages.get(messages.size() - 1))
                .containsEntry("type", "reset")
                .containsEntry("channel", "activities")
                .containsEntry("reason", "retention");
    }

    private static CompletableFuture<StreamPosition> publish(
            LiveServer server, ActivityEvent event) {
        return server.stream().publish(FEED, event);
    }
}

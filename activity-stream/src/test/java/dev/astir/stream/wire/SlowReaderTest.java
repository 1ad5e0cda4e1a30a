package dev.astir.stream.wire;

import static dev.astir.stream.wire.Positions.ACTIVITIES;
import static dev.astir.stream.wire.Positions.after;
import static dev.astir.stream.wire.Positions.assertPut;
import static dev.astir.stream.wire.Positions.puts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.PausingSocket;
import dev.astir.stream.feed.PausingStream;
import dev.astir.stream.feed.SocketClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that stops reading costs a bounded amount of memory, and nobody else anything. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("newest-java")
class SlowReaderTest {
    private static final String FEED = "busy";
    private static final int MEGABYTE = 1 << 20;

    /** The bytes of an event that are surely on the wire. */
    private static final int PAYLOAD = 15_000;

    /** A container takes its time to close what nobody reads. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    /** More than two systems keep for a socket, beside the megabyte. */
    private static final int MOST_EVENTS = 2_000;

    @ParameterizedTest
    @EnumSource
    void aSocketIsClosedWith4008AndResumes(ServerKind kind) throws Exception {
        try (LiveServer server = kind.start();
                SocketClient reading = server.socket("reading." + FEED);
                PausingSocket stalled = new PausingSocket(server, "stalled." + FEED)) {
            stalled.send(ACTIVITIES);
            stalled.readTo("subscribed");
            Stall stall = stall(server, reading, 1);

            List<Map<String, Object>> rest = stalled.rest();

            assertThat(stalled.closeCode()).isEqualTo(4008);
            assertHeldLittleAndLosesNothing(server, stall, rest);
            await().atMost(LONGEST).until(() -> blockedThreads() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalSubscriptionsHoldNoMoreThanOneAndEachResumes(ServerKind kind) throws Exception {
        List<String> names = List.of("a", "b", "c");
        try (LiveServer server = kind.start();
                SocketClient reading = server.socket("reading." + FEED);
                PausingSocket stalled = new PausingSocket(server, "stalled." + FEED)) {
            names.forEach(name -> stalled.send(named(name, "")));
            names.forEach(name -> stalled.readTo("subscribed"));
            Stall stall = stall(server, reading, names.size());

            List<Map<String, Object>> rest = stalled.rest();

            assertThat(stalled.closeCode()).isEqualTo(4008);
            String epoch = stall.last.epoch();
            long last = stall.last.offset();
            // The last one found no room for one of them or for more, so that it was not held.
            long held = ((last - 1) * names.size() - puts(rest).size()) * PAYLOAD;
            assertThat(held + stall.pending).isLessThan(MEGABYTE);
            try (SocketClient again = server.socket("stalled." + FEED)) {
                for (String name : names) {
                    int received = of(name, rest).size();
                    assertPut(of(name, rest), epoch, 1, received);
                    String after = ",\"after\":\"" + epoch + "-" + received + "\"";
                    again.send(named(name, after));
                    await().until(() -> of(name, again.messages("put")).size() >= last - received);
                    assertPut(of(name, again.messages("put")), epoch, received + 1, last);
                }
            }
        }
    }

    private static String named(String name, String more) {
        return "{\"type\":\"subscribe\",\"channel\":\"activities\",\"subscription\":\""
                + name
                + "\""
                + more
                + "}";
    }

    private static List<Map<String, Object>> of(String name, List<Map<String, Object>> messages) {
        return puts(messages).stream()
                .filter(message -> name.equals(message.get("subscription")))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aStreamIsResetAndEnds(ServerKind kind) throws Exception {
        try (LiveServer server = kind.start();
                SocketClient reading = server.socket("reading." + FEED);
                PausingStream stalled = new PausingStream(server, "stalled." + FEED, "")) {
            stalled.readTo("subscribed");
            Stall stall = stall(server, reading, 1);

            List<Map<String, Object>> rest = stalled.rest();

            assertThat(rest.get(rest.size() - 1))
                    .containsEntry("type", "reset")
                    .containsEntry("channel", "activities")
                    .containsEntry("reason", "slow");
            assertHeldLittleAndLosesNothing(server, stall, rest);
        }
    }

    /**
     * Publishes until the one that does not read is closed: one event after the other, each when
     * both sessions have been given the last. The other reader gets all of them.
     *
     * @param subscriptions how many the one has that does not read
     */
    private static Stall stall(LiveServer server, SocketClient reading, int subscriptions) {
        reading.send(ACTIVITIES);
        reading.await("subscribed", 1);
        FeedHub hub = server.stream().hub();
        StreamPosition last = new StreamPosition("none", 0);
        while (hub.stats().slowCloses() == 0) {
            last = server.stream().publish(FEED, event()).join();
            long published = last.offset();
            assertThat(published).isLessThan(MOST_EVENTS);
            await().atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> isDelivered(hub, (1 + subscriptions) * published));
        }
        int published = (int) last.offset();
        assertPut(reading.await("put", published), last.epoch(), 1, published);
        return new Stall(last, server.pendingBytes());
    }

    /** What closes the session may be the first of its copies of an event, and then the last. */
    private static boolean isDelivered(FeedHub hub, long messages) {
        return hub.stats().deliveries() == messages || hub.stats().slowCloses() > 0;
    }

    private static ActivityEvent event() {
        return ActivityEvent.builder("a.b").metadata("padding", "x".repeat(PAYLOAD)).build();
    }

    private static void assertHeldLittleAndLosesNothing(
            LiveServer server, Stall stall, List<Map<String, Object>> got) {
        String epoch = stall.last.epoch();
        int received = puts(got).size();
        assertPut(got, epoch, 1, received);
        // The last one found no room, so that it was not held.
        long held = (stall.last.offset() - received - 1) * PAYLOAD;
        assertThat(held).isPositive();
        assertThat(held + stall.pending).isLessThan(MEGABYTE);
        assertThat(server.stream().hub().stats().slowCloses()).isEqualTo(1);
        try (SocketClient again = server.socket("stalled." + FEED)) {
            again.send(after(new StreamPosition(epoch, received)));
            long missed = stall.last.offset() - received;
            assertPut(again.await("put", (int) missed), epoch, received + 1, stall.last.offset());
        }
    }

    /** Threads of the endpoints that wait inside a servlet container. */
    private static long blockedThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(one -> one.getKey().getName().startsWith("astir-feed-blocking"))
                .filter(one ->
                        List.of(one.getValue()).stream()
                                .anyMatch(frame -> frame.getClassName().contains("SocketSink")))
                .count();
    }

    /**
     * How it was when the session was closed.
     *
     * @param last the first event that it did not take
     * @param pending what the transport still held for it, as far as it tells
     */
    private record Stall(StreamPosition last, long pending) {}
}

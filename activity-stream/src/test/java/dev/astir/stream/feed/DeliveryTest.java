package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import dev.astir.stream.ReadListener;
import dev.astir.stream.SearchRule;
import dev.astir.stream.bus.InProcessBus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Delivery to sinks that live on an event loop. */
class DeliveryTest {
    private final ScheduledExecutorService eventLoop = Executors.newSingleThreadScheduledExecutor();
    private final MemoryFeed feed = new MemoryFeed();
    private final FeedHub hub =
            new FeedHub(
                    feed.store(),
                    SearchRule.WORDS,
                    new InProcessBus(),
                    Clock.systemUTC(),
                    Duration.ofSeconds(25),
                    FeedHub.ACCESS_CHECK,
                    FeedLimits.DEFAULT.withSessions(1_000),
                    ReadListener.NONE);

    @AfterEach
    void stop() {
        hub.close();
        eventLoop.shutdownNow();
    }

    @Test
    void writesTogetherWhatCameTogether() throws Exception {
        EventLoopSink sink = connect();
        EventLoopSink other = connect();
        CountDownLatch busy = new CountDownLatch(1);
        eventLoop.execute(() -> hold(busy));
        publish(100, "");
        CompletableFuture<Void> posted = new CompletableFuture<>();
        // The hub has posted all of it when it comes to this.
        hub.post(MemoryFeed.NAME, () -> posted.complete(null));
        posted.get(10, TimeUnit.SECONDS);
        busy.countDown();

        EventLoopSink.waiting().until(() -> sink.puts() == 100 && other.puts() == 100);
        // The answer to the subscription, and everything else.
        assertThat(sink.frames()).isEqualTo(2);
        EventLoopSink.waiting().until(() -> hub.stats().deliveries() == 200);
    }

    @Test
    void countsWhatTheTransportHoldsAgainstAReader() {
        EventLoopSink stalled = connect();
        EventLoopSink reading = connect();
        stalled.writable(false);
        stalled.pendingBytes(Outbox.MOST_BYTES - 100_000);

        publish(200, "x".repeat(1_000));

        EventLoopSink.waiting().until(() -> stalled.closed() == CloseCode.TOO_SLOW);
        EventLoopSink.waiting().until(() -> reading.puts() == 200);
        assertThat(hub.stats().slowCloses()).isEqualTo(1);
        assertThat(stalled.puts()).isZero();
    }

    @Test
    void goesOnWhereAReaderStoppedForAWhile() {
        EventLoopSink sink = new EventLoopSink(eventLoop);
        FeedSession session = hub.connect(FeedAccess.of("a", MemoryFeed.NAME, Set.of()), sink);
        session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        EventLoopSink.waiting().until(() -> sink.messages().size() == 1);
        sink.writable(false);
        EventLoopSink other = connect();
        publish(500, "");
        EventLoopSink.waiting().until(() -> other.puts() == 500);
        assertThat(sink.puts()).isZero();

        sink.writable(true);
        session.resume();

        EventLoopSink.waiting().until(() -> sink.puts() == 500);
        assertThat(sink.messages()).hasSize(501).isEqualTo(other.messages());
    }

    @Test
    void letsGoOfAllThatASinkHasEncoded() {
        CountingEncoding encoding = new CountingEncoding();
        FeedSink sink =
                new FeedSink() {
                    @Override
                    public void send(FeedMessage message) {
                        send(FeedFrame.of(message));
                    }

                    @Override
                    public void send(FeedFrame frame) {
                        frame.encoded(encoding);
                    }

                    @Override
                    public ScheduledExecutorService eventLoop() {
                        return eventLoop;
                    }
                };
        FeedSession session = hub.connect(FeedAccess.of("a", MemoryFeed.NAME, Set.of()), sink);
        session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        session.subscribe(FeedHub.ACTIVITIES, "second", EventFilter.all(), null);
        session.subscribe("nothing", EventFilter.all(), null);
        session.receive("{\"type\":\"unsubscribe\",\"channel\":\"x\",\"subscription\":7}");
        EventLoopSink.waiting().until(() -> encoding.encoded.get() == 4);
        publish(1, "");

        EventLoopSink.waiting().until(() -> encoding.encoded.get() == 6);
        EventLoopSink.waiting().until(() -> encoding.released.get() == 6);
    }

    /** As one with buffers that have a count of references. */
    private static final class CountingEncoding implements FrameEncoding<String> {
        private final AtomicInteger encoded = new AtomicInteger();
        private final AtomicInteger released = new AtomicInteger();

        @Override
        public String encode(FeedFrame frame) {
            encoded.incrementAndGet();
            return frame.json();
        }

        @Override
        public void release(String text) {
            released.incrementAndGet();
        }
    }

    @Test
    void drainsOverATime() {
        List<EventLoopSink> sinks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sinks.add(connect());
        }
        CompletableFuture<Void> drained = hub.drain(Duration.ofSeconds(1));
        EventLoopSink late = new EventLoopSink(eventLoop);
        hub.connect(FeedAccess.of("late", MemoryFeed.NAME, Set.of()), late);

        EventLoopSink.waiting().until(() -> late.closed() == CloseCode.GOING_AWAY);
        drained.orTimeout(20, TimeUnit.SECONDS).join();

        assertThat(sinks).allMatch(sink -> sink.closed() == CloseCode.GOING_AWAY);
        long first = sinks.stream().mapToLong(EventLoopSink::closedAt).min().orElseThrow();
        long last = sinks.stream().mapToLong(EventLoopSink::closedAt).max().orElseThrow();
        assertThat(Duration.ofNanos(last - first)).isGreaterThan(Duration.ofMillis(700));
        EventLoopSink.waiting().until(() -> hub.sessions() == 0);
    }

    @Test
    void cutsADrainShort() {
        EventLoopSink sink = connect();
        connect();
        hub.drain(Duration.ofHours(1));
        hub.drain().orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(sink.closed()).isEqualTo(CloseCode.GOING_AWAY);
    }

    private EventLoopSink connect() {
        EventLoopSink sink = new EventLoopSink(eventLoop);
        hub.connect(FeedAccess.of("a", MemoryFeed.NAME, Set.of()), sink)
                .subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        EventLoopSink.waiting().until(() -> sink.messages().size() == 1);
        return sink;
    }

    private void publish(int count, String message) {
        for (int i = 0; i < count; i++) {
            hub.committed(
                    List.of(feed.publish(ActivityEvent.builder("a.b").message(message).build())));
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.astir.stream.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** Lives on an event loop, as sockets do, or on none; remembers what came, and how. */
final class EventLoopSink implements FeedSink {
    private final @Nullable ScheduledExecutorService eventLoop;
    private final List<String> messages = new ArrayList<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger puts = new AtomicInteger();
    private @Nullable String lastPing;
    private volatile @Nullable CloseCode closed;
    private volatile long closedAt;
    private volatile boolean isWritable = true;
    private volatile long pendingBytes;

    /** Waits without the tenth of a second that Awaitility takes to look for the first time. */
    static ConditionFactory waiting() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5));
    }

    EventLoopSink(@Nullable ScheduledExecutorService eventLoop) {
        this.eventLoop = eventLoop;
    }

    @Override
    public void send(FeedMessage message) {
        send(FeedFrame.of(message));
    }

    @Override
    public synchronized void send(FeedFrame frame) {
        frames.incrementAndGet();
        for (FeedMessage message : frame.messages()) {
            if (message.type().equals("ping")) {
                lastPing = message.position();
            } else {
                messages.add(message.type() + " " + message.position());
                if (message.type().equals("put")) {
                    puts.incrementAndGet();
                }
            }
        }
    }

    @Override
    public boolean isWritable() {
        return isWritable;
    }

    void writable(boolean isWritable) {
        this.isWritable = isWritable;
    }

    @Override
    public long pendingBytes() {
        return pendingBytes;
    }

    void pendingBytes(long pendingBytes) {
        this.pendingBytes = pendingBytes;
    }

    @Override
    public void close(CloseCode code) {
        closedAt = System.nanoTime();
        closed = code;
    }

    @Nullable CloseCode closed() {
        return closed;
    }

    long closedAt() {
        return closedAt;
    }

    @Override
    public @Nullable ScheduledExecutorService eventLoop() {
        return eventLoop;
    }

    int frames() {
        return frames.get();
    }

    int puts() {
        return puts.get();
    }

    /** Everything but pings, as type and position. */
    synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    synchronized @Nullable String lastPing() {
        return lastPing;
    }
}

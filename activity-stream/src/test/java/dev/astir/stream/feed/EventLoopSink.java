package dev.astir.stream.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** Lives on an event loop, as sockets do, or on none; remembers what came, and how. */
final class EventLoopSink implements FeedSink {
    private final @Nullable ScheduledExecutorService eventLoop;

    /** By the name of the subscription; "" for the one that has none. */
    private final Map<String, List<String>> messages = new HashMap<>();

    private final Map<String, @Nullable String> pings = new HashMap<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger puts = new AtomicInteger();
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
            String name = name(message);
            if (message.type().equals("ping")) {
                ping(message, name);
            } else {
                messages.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(message.type() + " " + message.position());
                if (message.type().equals("put")) {
                    puts.incrementAndGet();
                }
            }
        }
    }

    private static String name(FeedMessage message) {
        String start = "{\"subscription\":\"";
        String json = message.json();
        return json.startsWith(start)
                ? json.substring(start.length(), json.indexOf('"', start.length()))
                : "";
    }

    /** As a client takes it: for one subscription, or for all that have been answered. */
    private void ping(FeedMessage message, String name) {
        if (message.json().contains("\"channel\"")) {
            pings.put(name, message.position());
        } else {
            messages.keySet().forEach(each -> pings.put(each, message.position()));
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

    /** Everything but pings for the subscription without a name, as type and position. */
    List<String> messages() {
        return messages("");
    }

    /** The same for one that has a name. */
    synchronized List<String> messages(String name) {
        return List.copyOf(messages.getOrDefault(name, List.of()));
    }

    /** The position that a subscription was told by the last ping. */
    synchronized @Nullable String lastPing(String name) {
        return pings.get(name);
    }
}

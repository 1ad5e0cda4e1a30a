package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bus over anything that carries short texts from each node to all. Announcements are collected
 * while the last ones are being sent, the newest of each feed, and go out together. While nothing
 * can be sent they wait, for at most 10,000 feeds, 10,000 people and 10,000 items.
 *
 * <p>To write one: hand over what arrives to {@link #received}, say {@link #missed} whenever
 * listening has begun again, and call {@link #start} when all is set up.
 *
 * <p>Thread-safe; no method blocks, except {@link #close}.
 */
public abstract class MessageBus implements FeedBus, AutoCloseable {
    /** How often {@link #connect} is called when there is nothing to send. */
    protected static final Duration CHECK = Duration.ofSeconds(10);

    /** How long the next hints are collected after the last have been sent. */
    private static final Duration COLLECT = Duration.ofMillis(5);

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String name;
    private final int longestMessage;
    private final Listeners listeners = new Listeners();
    private final PendingHints pending = new PendingHints();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<BusThread> threads = new ConcurrentLinkedQueue<>();

    /**
     * A bus that does nothing yet.
     *
     * @param name for its threads and for what it logs
     * @param longestMessage the most characters that a message may have, all of them ASCII; 2,000
     *     or more, so that the longest name of a feed fits in
     */
    protected MessageBus(String name, int longestMessage) {
        this.name = name;
        this.longestMessage = longestMessage;
    }

    @Override
    public final void announce(Map<String, StreamPosition> heads) {
        pending.add(heads);
    }

    @Override
    public final void announceAccess(Set<String> principals) {
        pending.addPrincipals(principals);
    }

    @Override
    public final void announceItems(List<ItemChange> changes) {
        pending.addItems(changes);
    }

    @Override
    public final Subscription listen(Listener listener) {
        return listeners.add(listener);
    }

    /** Whether this node hears the others now; for health checks. */
    public abstract boolean isConnected();

    /**
     * Stops, and ends the threads. What was announced last may not be sent any more. Blocks for at
     * most five seconds; closing again does nothing.
     */
    @Override
    public void close() {
        closing.countDown();
        threads.forEach(BusThread::interrupt);
        threads.forEach(thread -> thread.join(CLOSE));
    }

    /** Begins to send. */
    protected final void start() {
        keepDoing(
                "send",
                new Work() {
                    @Override
                    public void once() throws Exception {
                        sendPending();
                    }

                    @Override
                    public void end() {
                        disconnect();
                    }
                });
    }

    /**
     * Runs something again and again on a thread of its own until the bus is closed; after a
     * failure it waits, up to ten seconds.
     *
     * @param task what this is, for the name of the thread and for what is logged
     */
    protected final void keepDoing(String task, Work work) {
        threads.add(BusThread.start(name + "-" + task, work, closing));
    }

    /**
     * Sees to it that messages can be sent. Called before each sending, and at least every {@link
     * #CHECK}, by the thread that sends. May block.
     *
     * @throws Exception if they cannot; it is called again after a while
     */
    protected void connect() throws Exception {}

    /**
     * Sends messages to all nodes. Called by one thread. May block, but for a few seconds at most.
     *
     * @throws Exception if they were not sent, or perhaps not: they are sent again later
     */
    protected abstract void send(List<String> messages) throws Exception;

    /** Lets go of what sending needed. Called once, by the thread that sends, as it ends. */
    protected void disconnect() {}

    /** Takes a message from any node; others that got into the channel are passed over. */
    protected final void received(@Nullable String message) {
        if (message != null) {
            Hints hints = Hints.decode(message);
            if (!hints.principals().isEmpty()) {
                listeners.accessChanged(hints.principals());
            }
            if (!hints.heads().isEmpty()) {
                listeners.heard(hints.heads());
            }
            if (!hints.items().isEmpty()) {
                listeners.itemsChanged(hints.items());
            }
        }
    }

    /** Tells the listeners that messages may have been lost. */
    protected final void missed() {
        listeners.missed();
    }

    private void sendPending() throws Exception {
        connect();
        Hints hints = pending.take(CHECK.toMillis(), TimeUnit.MILLISECONDS);
        if (hints.isEmpty()) {
            return;
        }
        try {
            connect();
            send(hints.encode(longestMessage));
        } catch (Exception e) {
            pending.putBack(hints);
            throw e;
        }
        Thread.sleep(COLLECT.toMillis());
    }

    /** Something that is done again and again. */
    public interface Work {
        /** Does it once; may block until there is something to do, but looks up now and then. */
        void once() throws Exception;

        /** Called once, after the last time. */
        default void end() {}
    }
}

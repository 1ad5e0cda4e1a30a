package dev.astir.stream.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one event loop. What the hub has for them comes in one queue, so it stays in
 * order: changes, and who joins and leaves. What came within a {@linkplain FlushWindow window} is
 * written together.
 *
 * <p>{@link #post} and {@link #execute} are thread-safe; everything else belongs to the shard's
 * thread.
 */
final class DeliveryShard {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryShard.class);

    /** So that a hub which never stops posting does not keep the loop from its sockets. */
    private static final int MOST_TASKS = 4_096;

    private final Executor executor;
    private final BiConsumer<Runnable, Duration> timer;
    private final @Nullable ScheduledExecutorService eventLoop;
    private final FlushWindow window;
    private final FlushWindow.Meter meter;
    private final Counters counters;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isAwake = new AtomicBoolean();

    private List<ShardGroup> unsealed = new ArrayList<>();
    private List<FeedSession> unflushed = new ArrayList<>();
    private long flushedAt = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
    private long delivered;
    private boolean isTimed;

    private DeliveryShard(
            Executor executor,
            BiConsumer<Runnable, Duration> timer,
            @Nullable ScheduledExecutorService eventLoop,
            FlushWindow window,
            Counters counters) {
        this.executor = executor;
        this.timer = timer;
        this.eventLoop = eventLoop;
        this.window = window;
        this.meter = window.meter();
        this.counters = counters;
    }

    /** For the sinks of an event loop. */
    static DeliveryShard of(
            ScheduledExecutorService eventLoop, FlushWindow window, Counters counters) {
        return new DeliveryShard(
                eventLoop,
                (task, delay) -> eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS),
                eventLoop,
                window,
                counters);
    }

    /** For the sinks that have none; they are served from the hub's thread. */
    static DeliveryShard of(HubLoop loop, FlushWindow window, Counters counters) {
        return new DeliveryShard(
                loop::post, (task, delay) -> loop.after(delay, task), null, window, counters);
    }

    /** Whether the sinks are called on the shard's own thread. */
    boolean isEventLoop() {
        return eventLoop != null;
    }

    @Nullable ScheduledExecutorService eventLoop() {
        return eventLoop;
    }

    Counters counters() {
        return counters;
    }

    /** Runs a task on the shard's thread, after those posted before. */
    void post(Runnable task) {
        tasks.add(task);
        wake();
    }

    /** Runs a task on the event loop, whatever was posted. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    private void wake() {
        if (!isAwake.get() && !isAwake.getAndSet(true)) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                // The loop was shut down, and its connections with it.
                LOG.debug("an event loop takes no more", e);
                tasks.clear();
            }
        }
    }

    private void run() {
        isAwake.set(false);
        Runnable task;
        for (int i = 0; i < MOST_TASKS && (task = tasks.poll()) != null; i++) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a task of a feed's event loop failed", e);
            }
        }
        settle();
        if (!tasks.isEmpty()) {
            wake();
        }
    }

    /** A group has something to write. */
    void unsealed(ShardGroup group) {
        unsealed.add(group);
    }

    /** A session has written something. */
    void unflushed(FeedSession session) {
        unflushed.add(session);
    }

    /** So many messages were handed to sessions, the same one to each of them. */
    void delivered(long messages) {
        counters.deliveries.add(messages);
        delivered += messages;
    }

    /** Flushes now, or when the window is over. */
    void settle() {
        if (isTimed || (unsealed.isEmpty() && unflushed.isEmpty())) {
            return;
        }
        long now = System.nanoTime();
        long left = flushedAt + window.nanos(now) - now;
        if (left <= 0) {
            flush(now);
        } else {
            isTimed = true;
            timer.accept(
                    () -> {
                        isTimed = false;
                        flush(System.nanoTime());
                    },
                    Duration.ofNanos(left));
        }
    }

    /** Hands to the sessions all that groups have for them, so that what follows comes after. */
    void seal() {
        List<ShardGroup> groups = unsealed;
        unsealed = new ArrayList<>();
        groups.forEach(ShardGroup::seal);
    }

    private void flush(long start) {
        seal();
        List<FeedSession> sessions = unflushed;
        unflushed = new ArrayList<>(sessions.size());
        sessions.forEach(FeedSession::flush);
        long now = System.nanoTime();
        flushedAt = now;
        meter.flushed(now - start, (double) delivered / Math.max(1, sessions.size()), now);
        delivered = 0;
        counters.flushes.increment();
    }

    /** The shard is no longer needed. */
    void close() {
        window.remove(meter);
    }

    @Override
    public String toString() {
        return "shard of " + executor;
    }
}

package dev.astir.stream.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that the hub's state belongs to, and a few others that may block on its behalf;
 * feeds share these in turns. What keeps the hub itself going has its own, and waits for no feed.
 * After closing, everything asked of it is dropped. Thread-safe.
 */
final class HubLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubLoop.class);
    private static final int READERS = 4;

    private static final long IDLE_SECONDS = 30;

    private final ScheduledThreadPoolExecutor loop =
            new ScheduledThreadPoolExecutor(1, daemon("astir-feed-hub"));
    private final FeedLanes lanes = new FeedLanes(this::posted);
    private final ThreadPoolExecutor readers = threads(READERS, "astir-feed-reader");
    private final FeedReads reads = new FeedReads(readers, READERS);

    /** As many as there are questions at once, which those who ask see to. */
    private final ThreadPoolExecutor upkeep =
            new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    daemon("astir-feed-upkeep"));

    HubLoop() {
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static ThreadPoolExecutor threads(int count, String name) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        daemon(name));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Runs a task of the hub itself on the loop's thread, after those posted before. */
    void post(Runnable task) {
        posted(task);
    }

    private boolean posted(Runnable task) {
        try {
            loop.execute(guarded(task));
            return true;
        } catch (RejectedExecutionException e) {
            LOG.trace("dropped, since the hub is closed", e);
            return false;
        }
    }

    /**
     * Runs a feed's task on the loop's thread, after those posted before for the same feed. It may
     * not be long: what is, is to be cut in pieces, each posted by the one before.
     */
    void post(String feed, Runnable task) {
        lanes.post(feed, task);
    }

    /** The same, unless so many tasks wait for this feed already: false then. */
    boolean offer(String feed, Runnable task, int most) {
        return lanes.offer(feed, task, most);
    }

    /** Runs the first of a feed's tasks now, and each of the others when it is the feed's turn. */
    void inTurns(String feed, List<Runnable> tasks) {
        tasks.stream().skip(1).forEach(task -> post(feed, task));
        tasks.stream().findFirst().ifPresent(Runnable::run);
    }

    /** Runs a task on the loop's thread again and again. */
    void every(Duration interval, Runnable task) {
        loop.scheduleWithFixedDelay(
                guarded(task), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs a task on the loop's thread later. */
    void after(Duration delay, Runnable task) {
        try {
            loop.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("dropped, since the hub is closed", e);
        }
    }

    /** Does what blocks elsewhere, and goes on with its result as a task of the feed. */
    <T> void read(
            String feed,
            Callable<T> blocking,
            Consumer<T> onResult,
            Consumer<Throwable> onFailure) {
        Runnable reading =
                () ->
                        call(
                                blocking,
                                result -> post(feed, () -> onResult.accept(result)),
                                failure -> post(feed, () -> onFailure.accept(failure)));
        if (!reads.offer(feed, reading)) {
            Exception failure =
                    new RejectedExecutionException("too much of feed " + feed + " is to be read");
            post(feed, () -> onFailure.accept(failure));
        }
    }

    /**
     * Does what blocks and belongs to no feed, and goes on with its result on the loop's thread.
     */
    <T> void readForAll(Callable<T> blocking, Consumer<T> onResult, Consumer<Throwable> onFailure) {
        Runnable reading =
                () ->
                        call(
                                blocking,
                                result -> post(() -> onResult.accept(result)),
                                failure -> post(() -> onFailure.accept(failure)));
        try {
            upkeep.execute(reading);
        } catch (RejectedExecutionException e) {
            LOG.trace("dropped, since the hub is closed", e);
        } catch (OutOfMemoryError e) {
            // There is no thread for it at this moment.
            post(() -> onFailure.accept(e));
        }
    }

    private <T> void call(
            Callable<T> blocking, Consumer<T> onResult, Consumer<Throwable> onFailure) {
        T result;
        try {
            result = blocking.call();
        } catch (Throwable e) {
            // An error too: who waits for the answer would wait for ever.
            if (!loop.isShutdown()) {
                onFailure.accept(e);
            }
            return;
        }
        onResult.accept(result);
    }

    /**
     * Ends the threads of all kinds, after what the loop was given before. Blocks for a short time.
     */
    @Override
    public void close() {
        loop.shutdown();
        readers.shutdownNow();
        upkeep.shutdownNow();
        try {
            if (!loop.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the hub did not come to an end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same, which harms nothing that comes after it, however it fails. */
    static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("a task of the hub failed", e);
            }
        };
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}

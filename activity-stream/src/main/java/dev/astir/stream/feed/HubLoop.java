package dev.astir.stream.feed;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that the hub's state belongs to, and a few others that may block on its behalf;
 * feeds share all of them in turns. What keeps the hub itself going waits for no feed. After
 * closing, everything asked of it is dropped. Thread-safe.
 */
final class HubLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubLoop.class);
    private static final int READERS = 4;

    /** The heads are compared, and the authenticator is asked two questions at once. */
    private static final int UPKEEP = 3;

    private static final long IDLE_SECONDS = 30;

    private final ScheduledThreadPoolExecutor loop =
            new ScheduledThreadPoolExecutor(1, daemon("astir-feed-hub"));
    private final FeedLanes lanes = new FeedLanes(this::posted);
    private final ThreadPoolExecutor readers = threads(READERS, "astir-feed-reader");
    private final FeedReads reads = new FeedReads(readers, READERS);
    private final ThreadPoolExecutor upkeep = threads(UPKEEP, "astir-feed-upkeep");

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
            Consumer<Exception> onFailure) {
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
    <T> void readForAll(Callable<T> blocking, Consumer<T> onResult, Consumer<Exception> onFailure) {
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
        }
    }

    private <T> void call(
            Callable<T> blocking, Consumer<T> onResult, Consumer<Exception> onFailure) {
        T result;
        try {
            result = blocking.call();
        } catch (Exception e) {
            if (!loop.isShutdown()) {
                onFailure.accept(e);
            }
            return;
        }
        onResult.accept(result);
    }

    /**
     * Ends both kinds of threads, after what the loop was given before. Blocks for a short time.
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

    static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
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

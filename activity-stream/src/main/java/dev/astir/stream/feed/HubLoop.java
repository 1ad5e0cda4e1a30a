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
 * The one thread that the hub's state belongs to, and a few others that may block on its behalf.
 * After closing, everything asked of it is dropped. Thread-safe.
 */
final class HubLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubLoop.class);
    private static final int READERS = 4;
    private static final long IDLE_SECONDS = 30;

    private final ScheduledThreadPoolExecutor loop =
            new ScheduledThreadPoolExecutor(1, daemon("astir-feed-hub"));
    private final ThreadPoolExecutor readers =
            new ThreadPoolExecutor(
                    READERS,
                    READERS,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    daemon("astir-feed-reader"));

    HubLoop() {
        readers.allowCoreThreadTimeOut(true);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs a task on the loop's thread, after those posted before. */
    void post(Runnable task) {
        try {
            loop.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.trace("dropped, since the hub is closed", e);
        }
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

    /** Does something that blocks elsewhere, and goes on with its result on the loop's thread. */
    <T> void read(Callable<T> blocking, Consumer<T> onResult, Consumer<Exception> onFailure) {
        try {
            readers.execute(() -> readAndPost(blocking, onResult, onFailure));
        } catch (RejectedExecutionException e) {
            LOG.trace("dropped, since the hub is closed", e);
        }
    }

    private <T> void readAndPost(
            Callable<T> blocking, Consumer<T> onResult, Consumer<Exception> onFailure) {
        try {
            T result = blocking.call();
            post(() -> onResult.accept(result));
        } catch (Exception e) {
            if (!loop.isShutdown()) {
                post(() -> onFailure.accept(e));
            }
        }
    }

    /**
     * Ends both kinds of threads, after what the loop was given before. Blocks for a short time.
     */
    @Override
    public void close() {
        loop.shutdown();
        readers.shutdownNow();
        try {
            if (!loop.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the hub did not come to an end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Runnable guarded(Runnable task) {
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

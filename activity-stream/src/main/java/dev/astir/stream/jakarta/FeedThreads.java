package dev.astir.stream.jakarta;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that write and never wait, one of them for each session; and others for what a container
 * may block, such as closing a socket that nobody reads. Thread-safe.
 */
final class FeedThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedThreads.class);
    private static final int MOST_BLOCKED = 32;
    private static final long IDLE_SECONDS = 30;
    private static final long CLOSE_SECONDS = 5;

    private final List<ScheduledExecutorService> writers = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final ThreadPoolExecutor blocking =
            new ThreadPoolExecutor(
                    MOST_BLOCKED,
                    MOST_BLOCKED,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    daemon("astir-feed-blocking"));

    /** How many tasks that may block are not done yet; guarded by this. */
    private int unfinished;

    FeedThreads() {
        blocking.allowCoreThreadTimeOut(true);
        for (int i = Runtime.getRuntime().availableProcessors(); i > 0; i--) {
            writers.add(new ScheduledThreadPoolExecutor(1, daemon("astir-feed-writer")));
        }
    }

    /** The thread for one more session. */
    ScheduledExecutorService writer() {
        return writers.get(Math.floorMod(next.getAndIncrement(), writers.size()));
    }

    /** For what may block; what comes after closing is done by the caller. */
    Executor blocking() {
        return task -> {
            count(1);
            Runnable counted =
                    () -> {
                        try {
                            task.run();
                        } finally {
                            count(-1);
                        }
                    };
            try {
                blocking.execute(counted);
            } catch (RejectedExecutionException e) {
                LOG.trace("closed already", e);
                counted.run();
            }
        };
    }

    private synchronized void count(int change) {
        unfinished += change;
        if (unfinished == 0) {
            notifyAll();
        }
    }

    /** Waits until nothing is left of what may block; returns whether it has come to that. */
    synchronized boolean awaitQuiet(long timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (unfinished > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Ends what was begun, for a few seconds, and all threads. */
    @Override
    public void close() {
        writers.forEach(ExecutorService::shutdown);
        blocking.shutdown();
        try {
            if (!blocking.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("gave up on {} sockets that would not close", blocking.getActiveCount());
                blocking.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}

package dev.astir.tracker.redis;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * The thread that syncs at intervals, the first time at a random phase of it. After failures it
 * waits for a random part ("full jitter") of a ceiling that doubles from half a second to 30.
 * Nothing but {@link #close} ends it. Safe for use by several threads.
 */
final class SyncLoop {
    private static final long FIRST_CEILING_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LAST_CEILING_NANOS = Duration.ofSeconds(30).toNanos();

    private final Runnable sync;
    private final BiConsumer<Throwable, Duration> failed;
    private final long intervalNanos;
    private final RandomGenerator random;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    SyncLoop(
            String threadName,
            Runnable sync,
            BiConsumer<Throwable, Duration> failed,
            Duration interval,
            RandomGenerator random) {
        this.sync = sync;
        this.failed = failed;
        this.intervalNanos = interval.toNanos();
        this.random = random;
        this.thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        long wait = 1 + random.nextLong(intervalNanos);
        int failures = 0;
        while (!closedWithin(wait)) {
            long start = System.nanoTime();
            try {
                sync.run();
                failures = 0;
                // Not without a pause, even if a sync takes longer than the interval.
                long took = System.nanoTime() - start;
                wait = Math.max(intervalNanos - took, intervalNanos / 4);
            } catch (Throwable t) { // whatever it is, what will be recorded needs this thread
                failures++;
                wait = 1 + random.nextLong(ceilingNanos(failures));
                if (!isClosing()) { // there will be no next attempt to report
                    report(t, wait);
                }
            }
        }
    }

    private void report(Throwable cause, long waitNanos) {
        try {
            failed.accept(cause, Duration.ofNanos(waitNanos));
        } catch (Throwable t) {
            // Not even reporting works, out of memory perhaps. The next attempt is planned already.
        }
    }

    static long ceilingNanos(int failures) {
        return Math.min(FIRST_CEILING_NANOS << Math.min(failures - 1, 10), LAST_CEILING_NANOS);
    }

    private boolean closedWithin(long nanos) {
        try {
            return closing.await(nanos, NANOSECONDS);
        } catch (InterruptedException e) {
            return isClosing();
        }
    }

    /** Ends the thread, and waits for it at most this long, then interrupts it. */
    void close(Duration timeout) {
        closing.countDown();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(timeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
        }
    }
}

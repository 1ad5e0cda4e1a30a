package dev.astir.tracker.postgres;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Runs a task again and again on a daemon thread of its own. Whatever the task throws, it is run
 * again.
 *
 * <p>The first run comes after a random part of the interval, though within ten minutes, so that
 * nodes which start together do not work together, and one that starts often does work. The next
 * one comes an interval after the last has ended, a tenth more or less; after a failure within a
 * minute.
 *
 * <p>Safe for use by several threads.
 */
final class Periodic implements AutoCloseable {
    static final Duration LONGEST_INTERVAL = Duration.ofDays(365);
    private static final Duration LONGEST_FIRST_WAIT = Duration.ofMinutes(10);
    private static final Duration LONGEST_RETRY_WAIT = Duration.ofMinutes(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    /**
     * The interval, if it can be one.
     *
     * @throws IllegalArgumentException otherwise
     */
    static Duration checked(Duration interval) {
        return Checks.between("interval", interval, Duration.ofMillis(1), LONGEST_INTERVAL);
    }

    /** What is run; is told whether to stop early. */
    interface Task {
        void run(BooleanSupplier closing) throws Exception;
    }

    private final String name;
    private final Duration interval;
    private final Task task;
    private final Logger log;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closes = lock.newCondition();
    private @Nullable Thread thread;
    private volatile boolean closed;

    Periodic(String name, Duration interval, Task task, Logger log) {
        this.name = name;
        this.interval = interval;
        this.task = task;
        this.log = log;
    }

    /** Starts the thread. Starting again does nothing. */
    void start() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException(name + " is closed");
            }
            if (thread == null) {
                thread = new Thread(this::run, name);
                thread.setDaemon(true);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Asks a run to stop, waits for it up to ten seconds, and interrupts it then. */
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            closes.signalAll();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running == null || running == Thread.currentThread()) {
            return; // never started, or a task that closes itself
        }
        try {
            running.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running.isAlive()) {
            running.interrupt();
        }
    }

    private void run() {
        long wait = random(0, shorter(interval, LONGEST_FIRST_WAIT).toNanos());
        boolean failing = false;
        while (goesOnAfter(wait)) {
            long full = interval.toNanos();
            try {
                task.run(() -> closed);
                if (failing) {
                    log.info("{} works again", name);
                }
                failing = false;
            } catch (Throwable t) { // whatever it is, the next run may do better
                full = shorter(interval, LONGEST_RETRY_WAIT).toNanos();
                if (!failing) { // once an outage, not once a run
                    log.warn("{} failed; will try again", name, t);
                }
                failing = true;
            }
            wait = random(full - full / 10, full + full / 10);
        }
    }

    private boolean goesOnAfter(long nanos) {
        long left = nanos;
        lock.lock();
        try {
            while (!closed && left > 0) {
                try {
                    left = closes.awaitNanos(left);
                } catch (InterruptedException e) {
                    // Only close() ends this thread.
                }
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static long random(long from, long to) {
        return ThreadLocalRandom.current().nextLong(from, to + 1);
    }
}

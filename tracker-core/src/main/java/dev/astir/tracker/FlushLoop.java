package dev.astir.tracker;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that flushes a buffer: at intervals, early when the buffer says that it is full,
 * at once when asked, and after a failure when {@link FlushSchedule} says. It ends only by {@link
 * #beginClose}. All methods may be called by any thread.
 */
final class FlushLoop {

    /** What is flushed. Called by the loop's thread alone. */
    interface Target {
        /**
         * Writes what is pending.
         *
         * @param everything also what another thread is just about to make pending
         * @throws Exception if something is left that must be tried again
         */
        void flush(boolean everything) throws Exception;

        /** A flush threw. */
        void failed(Throwable cause, Duration retryIn);

        /** Called after a flush of a closed buffer, until it says that nothing is left. */
        boolean retire();

        /** The thread ends. Also called by that thread. */
        void ended();
    }

    private static final Logger log = LoggerFactory.getLogger(ActivityTracker.class);

    /** Between attempts to start a thread that a closing buffer needs. */
    private static final long START_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final Target target;
    private final LongSupplier nanoTime;
    private final FlushSchedule schedule;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();

    // Each explicit flush has a number: the last one asked for, tried, and done.
    private volatile long requested;
    private long attempted;
    private volatile long completed;

    /** Threads in {@link #flush}. */
    private final AtomicInteger waiting = new AtomicInteger();

    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean notStarted;
    private volatile boolean full;
    private volatile boolean closing;
    private volatile long closeDeadlineNanos;
    private volatile boolean ended;
    private volatile boolean endedClean;

    /**
     * Makes a loop that does not run yet.
     *
     * @param nanoTime monotonic, as {@link System#nanoTime}
     */
    FlushLoop(
            ThreadFactory threads,
            Target target,
            Duration interval,
            RandomGenerator random,
            LongSupplier nanoTime) {
        this.target = target;
        this.nanoTime = nanoTime;
        this.schedule = new FlushSchedule(interval, random, nanoTime.getAsLong());
        this.thread = threads.newThread(this::run);
    }

    /**
     * Starts the thread, unless that was done before. After a throw it can be tried again.
     *
     * @throws OutOfMemoryError if there is no thread to be had
     */
    void start() {
        if (!started.get() && started.compareAndSet(false, true)) {
            try {
                thread.start();
            } catch (Throwable t) {
                started.set(false);
                throw t;
            }
        }
    }

    /** The same, but returns false where that throws. */
    boolean tryStart() {
        try {
            start();
            return true;
        } catch (Throwable t) {
            if (!notStarted) { // once, not once an attempt
                notStarted = true;
                log.warn("Could not start the thread {}; will try again", thread.getName(), t);
            }
            return false;
        }
    }

    boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    /** Asks for an early flush, because the buffer is full. Never blocks. */
    void wake() {
        if (!full) {
            full = true;
            LockSupport.unpark(thread);
        }
    }

    /** Flushes now, and waits until a flush that started after this call has succeeded. */
    boolean flush(Duration timeout) {
        if (isOwnThread()) {
            return false; // a listener or a store waiting for itself
        }
        if (!started.get() && !notStarted) {
            return true; // it starts with the first thing to flush
        }
        if (!tryStart()) {
            return false;
        }
        long deadline = nanoTime.getAsLong() + saturatedNanos(timeout);
        waiting.incrementAndGet(); // before the request, so that its first failure knows
        lock.lock();
        try {
            long ticket = requested + 1;
            requested = ticket;
            LockSupport.unpark(thread);
            while (completed < ticket && !ended) {
                long left = deadline - nanoTime.getAsLong();
                if (left <= 0) {
                    return false;
                }
                progress.awaitNanos(left);
            }
            return completed >= ticket || endedClean;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
            waiting.decrementAndGet();
        }
    }

    /** Begins the last flush, which is tried again until it succeeds or the timeout passes. */
    void beginClose(Duration timeout) {
        lock.lock();
        try {
            if (!closing) {
                closeDeadlineNanos = nanoTime.getAsLong() + saturatedNanos(timeout);
                closing = true;
            }
        } finally {
            lock.unlock();
        }
        // Something may just have been added by a thread that has not started this one yet.
        boolean unused = tryStart();
        LockSupport.unpark(thread);
    }

    /**
     * Waits for the last flush, and ends the thread.
     *
     * @return true if nothing was left to write
     */
    boolean awaitClose() {
        if (!isOwnThread() && !joined()) {
            thread.interrupt(); // it may be waiting for a connection
        }
        return endedClean;
    }

    /** Whether the last flush has left nothing to write. */
    boolean hasEndedClean() {
        return endedClean;
    }

    /** Waits also when interrupted: a last flush is worth more than a prompt end. */
    private boolean joined() {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!ended && closeDeadlineNanos - nanoTime.getAsLong() > 0) {
                long left = closeDeadlineNanos - nanoTime.getAsLong();
                try {
                    progress.awaitNanos(tryStart() ? left : Math.min(left, START_AGAIN_NANOS));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return ended;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        boolean clean = false;
        boolean restarted = false;
        while (!clean) {
            if (closing && !restarted) {
                schedule.restart(nanoTime.getAsLong());
                restarted = true;
            }
            long delay =
                    requested > attempted ? 0 : schedule.delayNanos(nanoTime.getAsLong(), full);
            if (closing) {
                long left = closeDeadlineNanos - nanoTime.getAsLong();
                if (left <= 0) {
                    break;
                }
                delay = Math.min(delay, left);
            }
            if (delay <= 0) {
                clean = attempt();
            } else {
                LockSupport.parkNanos(this, delay);
                // Parking would return at once while the flag is set, and the loop would spin.
                boolean unused = Thread.interrupted();
            }
        }
        lock.lock();
        try {
            endedClean = clean;
            ended = true;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        target.ended();
    }

    /** One flush. Returns true if it was the last one. */
    private boolean attempt() {
        boolean last = closing;
        long ticket = requested;
        boolean asked = last || ticket > completed;
        attempted = ticket;
        full = false;
        try {
            long start = nanoTime.getAsLong();
            target.flush(asked);
            schedule.succeeded(start, nanoTime.getAsLong());
            completed(ticket);
            if (last && target.retire()) {
                return true;
            }
            if (last) {
                Thread.yield(); // to one that is halfway through adding something
                schedule.restart(nanoTime.getAsLong());
            }
        } catch (Throwable t) { // whatever it is, the next sightings still need this thread
            failed(t);
        }
        return false;
    }

    private void completed(long ticket) {
        lock.lock();
        try {
            completed = ticket;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void failed(Throwable cause) {
        long wait = schedule.failed(nanoTime.getAsLong(), waiting.get() > 0);
        try {
            target.failed(cause, Duration.ofNanos(wait));
        } catch (Throwable t) {
            // Not even reporting works, out of memory perhaps. The next attempt is planned already.
        }
    }

    private static long saturatedNanos(Duration duration) {
        // Half the range, so that a deadline this far away still compares rightly.
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 2);
        return duration.compareTo(longest) < 0 ? duration.toNanos() : longest.toNanos();
    }
}

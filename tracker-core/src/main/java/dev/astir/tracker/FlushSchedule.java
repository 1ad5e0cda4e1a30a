package dev.astir.tracker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to flush next, as a function of monotonic times alone.
 *
 * <p>While all is well, a flush starts one interval after the last one started, or as soon as the
 * buffer is full, but not sooner than a quarter of the interval after the last one ended. The first
 * one starts at a random phase of the interval, so that nodes which started together do not write
 * together.
 *
 * <p>After a failure the next attempt comes after a random part ("full jitter") of a ceiling that
 * grows with the outage: a twentieth of it, from half a second to 30 seconds. So a store that was
 * away for a minute is found again within 3 seconds, and one that is away for long is asked rarely.
 * While somebody waits for a flush, the ceiling stays at half a second.
 *
 * <p>Not safe for use by several threads.
 */
final class FlushSchedule {
    static final Duration SHORTEST_CEILING = Duration.ofMillis(500);
    static final Duration LONGEST_CEILING = Duration.ofSeconds(30);
    private static final int OUTAGE_PARTS = 20;

    private final long intervalNanos;
    private final RandomGenerator random;

    /** The next flush of a buffer that is not full, and the earliest of one that is. */
    private long dueNanos;

    private long earliestNanos;
    private boolean failing;
    private long failingSinceNanos;

    FlushSchedule(Duration interval, RandomGenerator random, long nowNanos) {
        this.intervalNanos = interval.toNanos();
        this.random = random;
        this.dueNanos = nowNanos + random.nextLong(intervalNanos) + 1;
        this.earliestNanos = nowNanos;
    }

    /** How long to wait from now; zero or less when a flush is due. */
    long delayNanos(long nowNanos, boolean full) {
        long delay = dueNanos - nowNanos;
        return full && !failing ? Math.min(delay, earliestNanos - nowNanos) : delay;
    }

    void succeeded(long startNanos, long endNanos) {
        failing = false;
        earliestNanos = endNanos + intervalNanos / 4;
        // Differences, because monotonic times may overflow.
        dueNanos = startNanos + Math.max(intervalNanos, earliestNanos - startNanos);
    }

    /**
     * Plans the next attempt, and returns how far away it is.
     *
     * @param awaited whether somebody waits for it
     */
    long failed(long nowNanos, boolean awaited) {
        if (!failing) {
            failing = true;
            failingSinceNanos = nowNanos;
        }
        long ceiling = awaited ? 0 : (nowNanos - failingSinceNanos) / OUTAGE_PARTS;
        ceiling = Math.max(ceiling, SHORTEST_CEILING.toNanos());
        ceiling = Math.min(ceiling, LONGEST_CEILING.toNanos());
        long wait = random.nextLong(ceiling) + 1;
        dueNanos = nowNanos + wait;
        return wait;
    }

    /** Makes a flush due now, and forgets how long the store has been failing. */
    void restart(long nowNanos) {
        failing = false;
        dueNanos = nowNanos;
    }
}

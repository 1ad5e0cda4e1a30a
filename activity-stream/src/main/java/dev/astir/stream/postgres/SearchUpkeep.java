package dev.astir.stream.postgres;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the words of new events are worth sorting into the text index: many at once cost less, and
 * every search reads through those that still wait. Thread-safe.
 */
final class SearchUpkeep {
    /** As many as fill the list of 4 MB at which PostgreSQL would do it by default. */
    private static final long MANY = 10_000;

    private static final long LONG_AGO = Duration.ofMinutes(1).toNanos();

    private final AtomicLong waiting = new AtomicLong();
    private volatile long sorted = System.nanoTime();

    void appended(int events) {
        waiting.addAndGet(events);
    }

    /** Whether it is time, in which case the caller does it. */
    boolean isDue() {
        long events = waiting.get();
        long now = System.nanoTime();
        if (events < MANY && (events == 0 || now - sorted < LONG_AGO)) {
            return false;
        }
        waiting.addAndGet(-events);
        sorted = now;
        return true;
    }
}

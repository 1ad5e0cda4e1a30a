package dev.astir.stream.postgres;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the words of new events are worth sorting into the text index: many at once cost less, and
 * every search reads through those that still wait. While much is being published it waits for a
 * lull, because sorting costs about as much as appending. To be asked once a second, by one thread;
 * {@link #appended} is thread-safe.
 */
final class SearchUpkeep {
    /** As many as fill the list of 4 MB at which PostgreSQL would do it by default. */
    private static final long MANY = 10_000;

    /** A search reads through so many in some 40 ms, so they wait for no lull. */
    private static final long TOO_MANY = 50_000;

    /** In one second. */
    private static final long BUSY = 1_000;

    private static final long LONG_AGO = Duration.ofMinutes(1).toNanos();

    private final AtomicLong waiting = new AtomicLong();
    private long seen;
    private long sorted = System.nanoTime();

    void appended(int events) {
        waiting.addAndGet(events);
    }

    /** Whether it is time, in which case the caller does it. */
    boolean isDue() {
        long events = waiting.get();
        boolean isBusy = events - seen >= BUSY;
        seen = events;
        long now = System.nanoTime();
        boolean isDue =
                events >= TOO_MANY
                        || (events >= MANY && !isBusy)
                        || (events > 0 && now - sorted >= LONG_AGO);
        if (isDue) {
            waiting.addAndGet(-events);
            seen = 0;
            sorted = now;
        }
        return isDue;
    }
}

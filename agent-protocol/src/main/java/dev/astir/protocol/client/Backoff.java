package dev.astir.protocol.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a random time below a ceiling that doubles with each
 * failure, so that many agents of a restarted server do not come back at one instant. (M. Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.)
 *
 * <p>Not thread-safe.
 */
final class Backoff {

    static final Duration SHORTEST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after one more failure: between {@link #SHORTEST} and {@link #LONGEST}. */
    Duration next() {
        long shortest = SHORTEST.toMillis();
        long ceiling = Math.min(LONGEST.toMillis(), shortest << Math.min(++failures, 10));
        return Duration.ofMillis(random.nextLong(shortest, ceiling + 1));
    }

    /** Starts from the beginning, after a success. */
    void reset() {
        failures = 0;
    }
}

package dev.astir.app.web;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * What came of taking one of a {@link RateLimit}. Immutable.
 *
 * @param untilOne how long until there is one; zero if one was taken
 * @param left how many there are now
 * @param whole how long until all are there again, if none is taken
 */
public record Taken(Duration untilOne, long left, Duration whole) {

    /** As the library of {@link Buckets} tells it. */
    public static Taken of(ConsumptionProbe probe) {
        return new Taken(
                probe.isConsumed()
                        ? Duration.ZERO
                        : Duration.ofNanos(probe.getNanosToWaitForRefill()),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Whether there was one. */
    public boolean isTaken() {
        return untilOne.isZero();
    }
}

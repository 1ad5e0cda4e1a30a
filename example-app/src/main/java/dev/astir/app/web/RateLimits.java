package dev.astir.app.web;

import dev.astir.app.platform.OpaqueTokens;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts what may happen only so often. Who counts failures takes before the outcome is known, so
 * that many at once gain nothing, and gives back after a success. Thread-safe.
 */
@Singleton
public final class RateLimits {

    private final Buckets buckets;

    RateLimits(Buckets buckets) {
        this.buckets = buckets;
    }

    /**
     * Takes one.
     *
     * @param key whom the limit is for, such as {@link ClientAddress#key}
     * @param detail what the problem says when there is none
     * @throws ProblemException 429 when there is none, with the time until there is
     */
    public void take(RateLimit limit, String key, String detail) {
        tryTake(limit, key)
                .ifPresent(wait -> {
                    throw ProblemException.tooManyRequests(detail, wait);
                });
    }

    /** Takes one; or tells the time until there is one, when there is none. */
    public Optional<Duration> tryTake(RateLimit limit, String key) {
        ConsumptionProbe probe = bucket(limit, key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Gives one back that was taken. */
    public void giveBack(RateLimit limit, String key) {
        bucket(limit, key).addTokens(1);
    }

    private Bucket bucket(RateLimit limit, String key) {
        return buckets.bucket(limit, OpaqueTokens.encode(OpaqueTokens.hash(key)));
    }

    /** The limit as the library of {@link Buckets} writes it. */
    public static Bandwidth bandwidth(RateLimit limit) {
        var filling = Bandwidth.builder().capacity(limit.capacity());
        return limit.gradual()
                ? filling.refillGreedy(limit.refill(), limit.period()).build()
                : filling.refillIntervally(limit.refill(), limit.period()).build();
    }
}

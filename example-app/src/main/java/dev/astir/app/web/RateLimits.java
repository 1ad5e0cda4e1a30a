package dev.astir.app.web;

import dev.astir.app.platform.OpaqueTokens;
import io.github.bucket4j.Bandwidth;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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

    /**
     * Does what may succeed only so often; what fails counts for nothing.
     *
     * @param key whom the limit is for
     * @param detail what the problem says when there is none left
     * @throws ProblemException 429 when there is none, with the time until there is
     */
    public <T> T countingSuccesses(RateLimit limit, String key, String detail, Supplier<T> work) {
        take(limit, key, detail);
        try {
            return work.get();
        } catch (RuntimeException e) {
            giveBack(limit, key);
            throw e;
        }
    }

    /** Takes one; or tells the time until there is one, when there is none. */
    public Optional<Duration> tryTake(RateLimit limit, String key) {
        return Optional.of(takeSoon(limit, key).join()).filter(wait -> !wait.isZero());
    }

    /**
     * As {@link #tryTake}, for threads that must not wait.
     *
     * @return the time until there is one; zero if one was taken; never fails
     */
    public CompletableFuture<Duration> takeSoon(RateLimit limit, String key) {
        return buckets.take(limit, digest(key));
    }

    /** Gives one back that was taken. */
    public void giveBack(RateLimit limit, String key) {
        buckets.giveBack(limit, digest(key));
    }

    private static String digest(String key) {
        return OpaqueTokens.encode(OpaqueTokens.hash(key));
    }

    /** The limit as the library of {@link Buckets} writes it. */
    public static Bandwidth bandwidth(RateLimit limit) {
        var filling = Bandwidth.builder().capacity(limit.capacity());
        return limit.gradual()
                ? filling.refillGreedy(limit.refill(), limit.period()).build()
                : filling.refillIntervally(limit.refill(), limit.period()).build();
    }
}

package dev.astir.app.web;

import dev.astir.app.platform.OpaqueTokens;
import io.github.bucket4j.Bandwidth;
import io.micronaut.http.HttpRequest;
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
     * Takes one, and tells whoever asks what is left.
     *
     * @param key whom the limit is for, such as {@link ClientAddress#key}; whoever asks must be one
     *     of them, since they learn what others took
     * @param detail what the problem says when there is none
     * @throws ProblemException 429 when there is none, with the time until there is
     */
    public void take(RateLimit limit, String key, String detail) {
        Taken taken = buckets.take(limit, digest(key)).join();
        ToldLimits.note(limit, taken);
        refuseUnless(taken, detail);
    }

    /** As {@link #take}, for a key that is somebody else's: what is left is not told. */
    public void takeUntold(RateLimit limit, String key, String detail) {
        refuseUnless(buckets.take(limit, digest(key)).join(), detail);
    }

    private static void refuseUnless(Taken taken, String detail) {
        if (!taken.isTaken()) {
            throw ProblemException.tooManyRequests(detail, taken.untilOne());
        }
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

    /** Takes one; or returns the time until there is one, when there is none. Nobody is told. */
    public Optional<Duration> tryTake(RateLimit limit, String key) {
        return Optional.of(buckets.take(limit, digest(key)).join())
                .filter(taken -> !taken.isTaken())
                .map(Taken::untilOne);
    }

    /**
     * As {@link #take}, for threads that must not wait.
     *
     * @param request whose answer tells what is left
     * @return the time until there is one; zero if one was taken; never fails
     */
    public CompletableFuture<Duration> takeSoon(
            HttpRequest<?> request, RateLimit limit, String key) {
        return buckets.take(limit, digest(key))
                .thenApply(taken -> {
                    ToldLimits.note(request, limit, taken);
                    return taken.untilOne();
                });
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

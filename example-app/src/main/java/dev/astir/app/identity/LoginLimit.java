package dev.astir.app.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.astir.app.web.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * Bounds failed logins to {@value #FAILURES} a minute for each address and e-mail, on this node. An
 * attempt takes its place before the password is looked at, so that many at once gain nothing; a
 * success gives it back. Safe for use by several threads.
 */
@Singleton
final class LoginLimit {

    static final int FAILURES = 5;

    static final Duration PERIOD = Duration.ofMinutes(1);

    /** Pairs remembered at once; the least used are forgotten first. */
    private static final int MAX_PAIRS = 100_000;

    private final LoadingCache<Pair, Bucket> buckets;

    private record Pair(String address, String email) {}

    LoginLimit(Clock clock) {
        TimeMeter meter =
                new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return clock.millis() * 1_000_000;
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                };
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MAX_PAIRS)
                        .expireAfterAccess(PERIOD.multipliedBy(2))
                        .build(pair ->
                                Bucket.builder()
                                        .withCustomTimePrecision(meter)
                                        .addLimit(limit ->
                                                limit.capacity(FAILURES)
                                                        .refillIntervally(FAILURES, PERIOD))
                                        .build());
    }

    /**
     * Takes a place for one attempt; {@link Attempt#succeeded} gives it back.
     *
     * @throws ProblemException (429) when none is left, with the time until there is
     */
    Attempt attempt(String address, String email) {
        Bucket bucket = buckets.get(new Pair(address, email.strip().toLowerCase(Locale.ROOT)));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ProblemException.tooManyRequests(
                    "Too many failed logins; try again later.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        return () -> bucket.addTokens(1);
    }

    /** One attempt to sign in. */
    interface Attempt {
        void succeeded();
    }
}

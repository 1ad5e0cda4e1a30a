package dev.astir.app.limits;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * How many requests one client may send. Immutable.
 *
 * @param principal of one person or device, whatever they signed in with
 * @param stranger to the API, of one client address, by connections that nobody signed in on
 */
record RequestRates(BucketConfiguration principal, BucketConfiguration stranger) {

    /**
     * A dashboard asks some twenty times when it is opened, and an agent twice a minute; behind one
     * address may be an office whose computers all start in the same minute.
     */
    static final RequestRates DEFAULT = new RequestRates(rate(100, 500), rate(100, 1_000));

    /** So many a second, and so many at once after a rest. */
    static BucketConfiguration rate(long aSecond, long atOnce) {
        return BucketConfiguration.builder()
                .addLimit(limit ->
                        limit.capacity(atOnce).refillGreedy(aSecond, Duration.ofSeconds(1)))
                .build();
    }
}

package dev.astir.app.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Buckets of this node alone. Thread-safe. */
final class LocalTokens implements Tokens {

    /** Remembered at once; the least used are forgotten first. */
    private static final int MOST_BUCKETS = 100_000;

    /** Every bucket is full again by then. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private static final CompletableFuture<Duration> TAKEN =
            CompletableFuture.completedFuture(Duration.ZERO);

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_BUCKETS).expireAfterAccess(FORGOTTEN).build();
    private final TimeMeter time;

    LocalTokens(TimeMeter time) {
        this.time = time;
    }

    @Override
    public CompletableFuture<Duration> take(String key, BucketConfiguration bucket) {
        ConsumptionProbe probe =
                buckets.get(key, unknown -> create(bucket)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? TAKEN
                : CompletableFuture.completedFuture(
                        Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket create(BucketConfiguration configuration) {
        var builder = Bucket.builder().withCustomTimePrecision(time);
        for (var bandwidth : configuration.getBandwidths()) {
            builder.addLimit(bandwidth);
        }
        return builder.build();
    }
}

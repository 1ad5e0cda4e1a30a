package dev.astir.app.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Buckets in this node's memory. Each limit has a place of its own, so that a flood of keys for one
 * forgets nothing of another. When there are too many keys, those asked for least often are
 * forgotten first: a flood of keys that are each seen once or twice does not bring back a bucket
 * that somebody emptied. Thread-safe.
 */
@Singleton
final class NodeBuckets implements Buckets {

    /** Keys of a limit that are remembered at once, at some 300 bytes each. */
    static final int MAX_KEYS = 100_000;

    private final Map<String, Cache<String, Bucket>> limits = new ConcurrentHashMap<>();
    private final TimeMeter meter;
    private final int maxKeys;

    @Inject
    NodeBuckets(Clock clock) {
        this(clock, MAX_KEYS);
    }

    NodeBuckets(Clock clock, int maxKeys) {
        this.maxKeys = maxKeys;
        this.meter =
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
    }

    @Override
    public Bucket bucket(RateLimit limit, String key) {
        return limits.computeIfAbsent(limit.name(), name -> keys(limit))
                .get(key, ignored -> full(limit));
    }

    private Cache<String, Bucket> keys(RateLimit limit) {
        return Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .expireAfterAccess(limit.memory().plus(limit.period()))
                .executor(Runnable::run)
                .build();
    }

    private Bucket full(RateLimit limit) {
        return Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(RateLimits.bandwidth(limit))
                .build();
    }
}

package dev.astir.app.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in this node's memory, a bounded number for each limit. A key has its place in one of
 * many small shelves; where a shelf is full, a new key takes the place of the bucket that has the
 * most left. So a flood of keys does not bring back a bucket that somebody emptied, unless it
 * empties about as many as there are places, and it forgets nothing of another limit. Thread-safe.
 */
@Singleton
@Named(NodeBuckets.NAME)
public final class NodeBuckets implements Buckets {

    /** Qualifier of the bean. */
    public static final String NAME = "node";

    /** Keys of a limit that are remembered at once, at some 300 bytes each. */
    private static final int MAX_KEYS = 32_768;

    private static final int SHELF = 8;

    private final Map<String, Shelves> limits = new ConcurrentHashMap<>();

    /** Nobody outside can tell which keys share a shelf. */
    private final long seed = ThreadLocalRandom.current().nextLong() | 1;

    private final int shelves;
    private final TimeMeter meter;

    private record Place(String key, Bucket bucket) {}

    @Inject
    NodeBuckets(Clock clock) {
        this(clock, MAX_KEYS);
    }

    NodeBuckets(Clock clock, int maxKeys) {
        this.shelves = maxKeys / SHELF;
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
    public CompletableFuture<Taken> take(RateLimit limit, String key) {
        return CompletableFuture.completedFuture(
                Taken.of(bucket(limit, key).tryConsumeAndReturnRemaining(1)));
    }

    @Override
    public void giveBack(RateLimit limit, String key) {
        bucket(limit, key).addTokens(1);
    }

    private Bucket bucket(RateLimit limit, String key) {
        long hash = seed;
        for (int i = 0; i < key.length(); i++) {
            hash = hash * seed + key.charAt(i);
        }
        int index = (int) Long.remainderUnsigned(hash ^ (hash >>> 32), shelves);
        return limits.computeIfAbsent(limit.name(), name -> new Shelves(limit)).bucket(index, key);
    }

    private final class Shelves {

        private final RateLimit limit;
        private final AtomicReferenceArray<@Nullable Place @Nullable []> all =
                new AtomicReferenceArray<>(shelves);

        Shelves(RateLimit limit) {
            this.limit = limit;
        }

        Bucket bucket(int index, String key) {
            @Nullable Place[] shelf =
                    all.updateAndGet(index, old -> old == null ? new @Nullable Place[SHELF] : old);
            synchronized (shelf) {
                int fullest = 0;
                long most = -1;
                for (int i = 0; i < SHELF; i++) {
                    Place place = shelf[i];
                    if (place != null && place.key().equals(key)) {
                        return place.bucket();
                    }
                    long left =
                            place == null ? Long.MAX_VALUE : place.bucket().getAvailableTokens();
                    if (left > most) {
                        most = left;
                        fullest = i;
                    }
                }
                Bucket bucket = full();
                shelf[fullest] = new Place(key, bucket);
                return bucket;
            }
        }

        private Bucket full() {
            return Bucket.builder()
                    .withCustomTimePrecision(meter)
                    .addLimit(RateLimits.bandwidth(limit))
                    .build();
        }
    }
}

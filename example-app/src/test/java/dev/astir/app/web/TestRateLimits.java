package dev.astir.app.web;

import java.time.Clock;

/** Limits for tests of those who use them. */
public final class TestRateLimits {

    private TestRateLimits() {}

    /** As the app has them, in another time. */
    public static RateLimits inMemory(Clock clock) {
        return new RateLimits(buckets(clock));
    }

    /** What one node keeps in its memory. */
    public static Buckets buckets(Clock clock) {
        return new NodeBuckets(clock);
    }
}

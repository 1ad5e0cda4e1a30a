package dev.astir.benchmarks.dashboard;

import java.io.IOException;
import java.time.Duration;

/**
 * What a page holds in memory after a warm-up, and after all updates.
 *
 * @param warmUp updates of the warm-up
 * @param all updates, with those
 * @param counts of the updates in all, those of the warm-up among them
 * @param took the time of all of them
 */
record Growth(Memory before, Memory after, int warmUp, int all, String counts, Duration took) {
    /** What compiled code, caches and the collector's moods may differ by. */
    static final double TOLERANCE = 1.1;

    /** By then the feed has as many events as it keeps, and every script is compiled. */
    private static final int LEAST_WARM_UP = 1_500;

    static Growth measure(Window window, Updates updates, int count) throws IOException {
        int warmUp = Math.min(count / 2, Math.max(count / 6, LEAST_WARM_UP));
        long start = System.nanoTime();
        updates.run(warmUp);
        updates.settle();
        Memory before = window.memory();
        updates.run(count - warmUp);
        updates.settle();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Growth(before, window.memory(), warmUp, count, updates.counts(), took);
    }

    /** Whether anything grew by more than the tolerance. */
    boolean isThere() {
        return after.heapBytes() > before.heapBytes() * TOLERANCE
                || after.nodes() > before.nodes() * TOLERANCE
                || after.listeners() > before.listeners() * TOLERANCE;
    }
}

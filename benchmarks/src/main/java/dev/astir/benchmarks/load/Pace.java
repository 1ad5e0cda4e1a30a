package dev.astir.benchmarks.load;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does something at a constant rate on the thread of a {@link Loop}, each time at a moment that is
 * fixed beforehand; what is late is done at once. Thread-safe.
 */
public final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What is done. */
    public interface Step {
        /**
         * @param due when it was to be done, as {@link System#nanoTime} tells
         */
        void take(long number, long due);
    }

    private final Loop loop;
    private final double rate;
    private final Step step;

    // All of the loop's thread.
    private long start;
    private long next;
    private @Nullable ScheduledFuture<?> going;

    /** Does nothing yet. */
    public Pace(Loop loop, double rate, Step step) {
        this.loop = loop;
        this.rate = rate;
        this.step = step;
    }

    public void start() throws InterruptedException {
        boolean unused =
                loop.ask(() -> {
                    start = System.nanoTime();
                    go();
                    return true;
                });
    }

    private void go() {
        long now = System.nanoTime();
        long due = due(next);
        for (; due - now <= 0; due = due(next)) {
            step.take(next++, due);
        }
        going = loop.thread().schedule(this::go, due - now, TimeUnit.NANOSECONDS);
    }

    private long due(long number) {
        return start + (long) (number / rate * SECOND);
    }

    /** Does what is due by now, stops, and tells how often it was done. */
    public long end() throws InterruptedException {
        return loop.ask(() -> {
            if (going != null) {
                going.cancel(false);
                go();
                going.cancel(false);
            }
            return next;
        });
    }
}

package dev.astir.tracker;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** The settings that all builders of something flushed have. Not safe for several threads. */
final class FlushSettings {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    Duration flushInterval = ActivityTracker.Builder.DEFAULT_FLUSH_INTERVAL;
    int maxBatchSize = ActivityTracker.Builder.DEFAULT_MAX_BATCH_SIZE;
    int maxPending = ActivityTracker.Builder.DEFAULT_MAX_PENDING;
    Duration shutdownTimeout = ActivityTracker.Builder.DEFAULT_SHUTDOWN_TIMEOUT;
    Clock clock = Clock.systemUTC();
    String threadName;

    FlushSettings(String threadName) {
        this.threadName = threadName;
    }

    /** These settings as they are now. */
    FlushSettings copy() {
        FlushSettings copy = new FlushSettings(threadName);
        copy.flushInterval = flushInterval;
        copy.maxBatchSize = maxBatchSize;
        copy.maxPending = maxPending;
        copy.shutdownTimeout = shutdownTimeout;
        copy.clock = clock;
        return copy;
    }

    void flushInterval(Duration value) {
        flushInterval = between("flushInterval", value, SHORTEST);
    }

    void maxBatchSize(int value) {
        maxBatchSize = positive("maxBatchSize", value);
    }

    void maxPending(int value) {
        maxPending = positive("maxPending", value);
    }

    void shutdownTimeout(Duration value) {
        shutdownTimeout = between("shutdownTimeout", value, SHORTEST);
    }

    void clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
    }

    void threadName(String value) {
        threadName = Objects.requireNonNull(value, "threadName");
    }

    /** At most a day. */
    static Duration between(String name, Duration value, Duration min) {
        Objects.requireNonNull(value, name);
        if (value.compareTo(min) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from " + min + " to " + LONGEST + ", but is " + value);
        }
        return value;
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
        return value;
    }
}

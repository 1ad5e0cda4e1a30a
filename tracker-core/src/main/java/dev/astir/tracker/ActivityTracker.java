package dev.astir.tracker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records when each client was last seen, in memory, and writes it to an {@link ActivityStore} in
 * batches.
 *
 * <pre>{@code
 * ActivityTracker tracker = ActivityTracker.of(PostgresActivityStore.of(dataSource));
 * tracker.record("ARAUC_XALAP");
 * tracker.close();
 * }</pre>
 *
 * <p>One thread flushes every {@link Builder#flushInterval}, and earlier when {@link
 * Builder#maxBatchSize} distinct clients are pending. While the store fails, sightings are kept,
 * one a client, and written when it is back; what is stored never goes back in time.
 *
 * <p>Safe for use by several threads. {@link #record} never blocks.
 */
public final class ActivityTracker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ActivityTracker.class);

    private final boolean enabled;
    private final Clock clock;
    private final SightingBuffer buffer;
    private final SightingWriter writer;
    private final FlushLoop loop;
    private final TrackerListener listener;
    private final Duration flushInterval;
    private final int maxBatchSize;
    private final int maxPending;
    private final Duration shutdownTimeout;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ActivityTracker(Builder builder) {
        enabled = builder.enabled;
        clock = builder.clock;
        flushInterval = builder.flushInterval;
        maxBatchSize = builder.maxBatchSize;
        maxPending = builder.maxPending;
        shutdownTimeout = builder.shutdownTimeout;
        listener = new GuardedListener(builder.listener);
        ActivityStore store = builder.store;
        buffer =
                new SightingBuffer(
                        maxPending,
                        builder.granularity.toMillis(),
                        maxBatchSize,
                        id -> !id.isEmpty() && id.indexOf('\0') < 0 && store.accepts(id),
                        this::wake);
        writer = new SightingWriter(buffer, store, listener, clock);
        // ThreadLocalRandom must be asked for on the thread that uses it.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        loop = new FlushLoop(builder.threadName, writer, flushInterval, random);
    }

    /** Makes a tracker with the default settings. */
    public static ActivityTracker of(ActivityStore store) {
        return builder(store).build();
    }

    /** Starts to make a tracker. */
    public static Builder builder(ActivityStore store) {
        return new Builder(store);
    }

    private void wake() {
        loop.wake();
    }

    /**
     * Records that a client is seen now, by the tracker's clock. Does no I/O, never blocks, and
     * does not throw for any id.
     *
     * @param clientId the client
     * @return false if this was refused: the tracker is disabled, closed or full of other clients,
     *     or the id is null, empty, or one that the store cannot hold. Otherwise the sighting, or a
     *     later one, will be stored.
     */
    public boolean record(@Nullable String clientId) {
        return enabled && buffer.record(clientId, clock.millis());
    }

    /**
     * Writes what is pending now, and waits for it. While the store fails, tries again until the
     * timeout. A sighting that the store refuses for its content is dropped, and does not count as
     * missing.
     *
     * @param timeout how long to wait at most
     * @return true if everything recorded before this call is stored; false after the timeout, when
     *     interrupted, or when called by the tracker's own thread
     */
    public boolean flush(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return !enabled || loop.flush(timeout);
    }

    /**
     * Refuses sightings from now on, stores what is pending, and ends the flush thread. Waits at
     * most {@link Builder#shutdownTimeout}; what is not stored by then is lost, logged and reported
     * to the listener. Closing again does nothing, but also waits.
     */
    @Override
    public void close() {
        if (!enabled) {
            return;
        }
        buffer.close();
        boolean clean = loop.close(shutdownTimeout);
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        int lost = clean ? 0 : buffer.abandon();
        if (lost > 0) {
            log.error(
                    "The last sightings of {} clients are lost: {} passed", lost, shutdownTimeout);
        }
        listener.onClose(lost);
    }

    /** The settings, and what has happened so far. */
    public TrackerStats stats() {
        Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
        for (Refusal reason : Refusal.values()) {
            refused.put(reason, buffer.refused(reason));
        }
        Instant lastSuccess = writer.lastSuccess;
        return new TrackerStats(
                flushInterval,
                maxBatchSize,
                maxPending,
                buffer.pending(),
                writer.stored.get(),
                writer.flushes.get(),
                writer.failures.get(),
                writer.dropped.get(),
                refused,
                lastSuccess);
    }

    /** Makes an {@link ActivityTracker}. Not safe for use by several threads. */
    public static final class Builder {
        /** The default of {@link #flushInterval}: one second. */
        public static final Duration DEFAULT_FLUSH_INTERVAL = Duration.ofSeconds(1);

        /** The default of {@link #maxBatchSize}: {@value}. */
        public static final int DEFAULT_MAX_BATCH_SIZE = 100;

        /** The default of {@link #maxPending}: {@value}. */
        public static final int DEFAULT_MAX_PENDING = 100_000;

        /** The default of {@link #shutdownTimeout}: ten seconds. */
        public static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

        private static final Duration LONGEST = Duration.ofDays(1);

        private final ActivityStore store;
        private Duration flushInterval = DEFAULT_FLUSH_INTERVAL;
        private int maxBatchSize = DEFAULT_MAX_BATCH_SIZE;
        private int maxPending = DEFAULT_MAX_PENDING;
        private Duration granularity = Duration.ZERO;
        private Duration shutdownTimeout = DEFAULT_SHUTDOWN_TIMEOUT;
        private TrackerListener listener = TrackerListener.NONE;
        private Clock clock = Clock.systemUTC();
        private String threadName = "astir-tracker";
        private boolean enabled = true;

        private Builder(ActivityStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /** The longest time between flushes: 1 ms to 1 day, by default one second. */
        public Builder flushInterval(Duration flushInterval) {
            this.flushInterval =
                    between("flushInterval", flushInterval, Duration.ofMillis(1), LONGEST);
            return this;
        }

        /**
         * This many distinct pending clients are flushed early, though not sooner than a quarter of
         * the interval after the last flush. At least 1, by default {@value
         * #DEFAULT_MAX_BATCH_SIZE}. A flush writes all that is pending, whatever this says.
         */
        public Builder maxBatchSize(int maxBatchSize) {
            this.maxBatchSize = positive("maxBatchSize", maxBatchSize);
            return this;
        }

        /**
         * How many distinct clients can be pending, and are remembered as known. When the store is
         * down and this is reached, known clients go on and new ones are refused. At least 1, by
         * default {@value #DEFAULT_MAX_PENDING}. One takes about 150 bytes.
         */
        public Builder maxPending(int maxPending) {
            this.maxPending = positive("maxPending", maxPending);
            return this;
        }

        /**
         * A client that is seen again within this time after a sighting which counted is not
         * recorded and written again, so that the stored time is late by up to this much. 0 to 1
         * day, by default zero; rounded down to milliseconds.
         */
        public Builder granularity(Duration granularity) {
            this.granularity = between("granularity", granularity, Duration.ZERO, LONGEST);
            return this;
        }

        /** How long {@link #close} waits: 1 ms to 1 day, by default ten seconds. */
        public Builder shutdownTimeout(Duration shutdownTimeout) {
            this.shutdownTimeout =
                    between("shutdownTimeout", shutdownTimeout, Duration.ofMillis(1), LONGEST);
            return this;
        }

        /** Observes the tracker; by default nothing does. */
        public Builder listener(TrackerListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Says when now is; by default the system's clock. Intervals do not depend on it. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** The name of the flush thread, by default {@code astir-tracker}. */
        public Builder threadName(String threadName) {
            this.threadName = Objects.requireNonNull(threadName, "threadName");
            return this;
        }

        /** False makes a tracker that does nothing and has no thread. By default true. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /** Makes the tracker, and starts its flush thread. */
        public ActivityTracker build() {
            ActivityTracker tracker = new ActivityTracker(this);
            if (enabled) {
                tracker.loop.start();
            }
            return tracker;
        }

        private static int positive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
            }
            return value;
        }

        private static Duration between(String name, Duration value, Duration min, Duration max) {
            Objects.requireNonNull(value, name);
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException(
                        name + " must be from " + min + " to " + max + ", but is " + value);
            }
            return value;
        }
    }
}

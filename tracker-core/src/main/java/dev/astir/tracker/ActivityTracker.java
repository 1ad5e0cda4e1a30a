package dev.astir.tracker;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
 * <p>Safe for use by several threads. {@link #record(String)} never blocks.
 */
public final class ActivityTracker implements AutoCloseable {
    private final boolean enabled;
    private final Clock clock;
    private final SightingBuffer buffer;
    private final FlushEngine<SightingBuffer.Taken> engine;
    private final @Nullable ActivityCounter counter;
    private final FlushSettings settings;

    private ActivityTracker(Builder builder) {
        enabled = builder.enabled;
        settings = builder.settings.copy();
        clock = settings.clock;
        TrackerListener listener = builder.listener;
        boolean counts = builder.store instanceof CountingActivityStore;
        Ending ending = new Ending(counts ? 2 : 1, listener);
        ActivityStore store = builder.store;
        buffer =
                new SightingBuffer(
                        settings.maxPending,
                        builder.granularity.toMillis(),
                        settings.maxBatchSize,
                        id -> !id.isEmpty() && id.indexOf('\0') < 0 && store.accepts(id),
                        this::wake);
        engine =
                new FlushEngine<>(
                        buffer,
                        batch -> store.upsert(sightings(batch)),
                        events(listener, ending),
                        settings,
                        "client activities");
        counter =
                store instanceof CountingActivityStore counting
                        ? new ActivityCounter(counting, settings, listener, ending::ended)
                        : null;
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
        engine.wake();
    }

    /**
     * Records that a client is seen now, by the tracker's clock. Does no I/O, never blocks, and
     * never throws: what the clock or the store throws here counts as an invalid id.
     *
     * @param clientId the client
     * @return false if this was refused: the tracker is disabled, closed or full of other clients,
     *     or the id is null, empty, or one that the store cannot hold. Otherwise this sighting, a
     *     later one of the client, or an earlier one within the {@link Builder#granularity} is or
     *     will be stored, unless the store refuses its content or is not back before the {@link
     *     Builder#shutdownTimeout}; both are reported to the listener.
     */
    public boolean record(@Nullable String clientId) {
        if (!enabled) {
            return false;
        }
        try {
            return buffer.record(clientId, clock.millis());
        } catch (Throwable t) { // of the user's clock or store
            return buffer.refuse(t);
        }
    }

    /**
     * Records that a client is seen now, and counts an activity of it on this day in UTC. As {@link
     * #record(String)}, but it allocates, may wait for another thread that is counting, for some
     * instructions, and the first call starts a thread; where that fails, the next one tries again.
     *
     * <p>Choose activities from a bounded set, such as {@code POST /items/{id}}, the template and
     * not the path: each client, activity and day is a row. Hits are stored at least once: when the
     * reply to a commit is lost, that batch is counted twice.
     *
     * @param clientId the client
     * @param activity what it did
     * @return false if either was refused: as for a sighting, or because the activity is null,
     *     empty or one that the store cannot hold, or the store does not count. The sighting is
     *     recorded also when only its activity is refused.
     */
    public boolean record(@Nullable String clientId, @Nullable String activity) {
        if (!enabled) {
            return false;
        }
        if (clientId == null) {
            return buffer.refuse(Refusal.INVALID);
        }
        try {
            long now = clock.millis();
            if (!buffer.record(clientId, now)) {
                return false;
            }
            return counter == null
                    ? buffer.refuse(Refusal.UNSUPPORTED)
                    : counter.count(clientId, activity, now);
        } catch (Throwable t) { // of the user's clock or store
            return buffer.refuse(t);
        }
    }

    /**
     * Writes what is pending now, and waits for it. While the store fails, tries again until the
     * timeout. What the store refuses for its content is dropped, and does not count as missing.
     *
     * @param timeout how long to wait at most
     * @return true if everything recorded before this call is stored; false after the timeout, when
     *     interrupted, or when called by one of the tracker's own threads
     */
    public boolean flush(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        if (!enabled) {
            return true;
        }
        if (isOwnThread()) {
            return false;
        }
        long start = System.nanoTime();
        boolean flushed = engine.flush(timeout);
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        return (counter == null || counter.flush(left)) && flushed;
    }

    /**
     * Refuses sightings from now on, stores what is pending, and ends the flush thread. Waits at
     * most {@link Builder#shutdownTimeout}; what is not stored by then is lost, logged and reported
     * to the listener. Closing again does nothing, but also waits. Called by one of the tracker's
     * own threads, so by a listener or the store, it returns at once, and those do the rest.
     */
    @Override
    public void close() {
        if (!enabled) {
            return;
        }
        boolean awaited = !isOwnThread();
        engine.beginClose(awaited);
        if (counter != null) {
            counter.beginClose(awaited);
        }
        if (!awaited) {
            return;
        }
        if (counter != null) {
            counter.awaitClose();
        }
        engine.awaitClose();
    }

    private boolean isOwnThread() {
        return engine.isOwnThread() || (counter != null && counter.isOwnThread());
    }

    /** The settings, and what has happened so far. */
    public TrackerStats stats() {
        BatchFlusher<?> flusher = engine.flusher;
        WriteBehindStats hits = counter == null ? WriteBehindStats.NONE : counter.stats();
        return new TrackerStats(
                settings.flushInterval,
                settings.maxBatchSize,
                settings.maxPending,
                buffer.pending(),
                flusher.stored.get(),
                flusher.flushes.get(),
                flusher.failures.get(),
                flusher.dropped.get(),
                sum(buffer.refused(), hits.refused()),
                flusher.lastSuccess,
                hits);
    }

    private static Map<Refusal, Long> sum(Map<Refusal, Long> one, Map<Refusal, Long> other) {
        Map<Refusal, Long> sum = new EnumMap<>(one);
        other.forEach((reason, times) -> sum.merge(reason, times, Long::sum));
        return sum;
    }

    private static List<Sighting> sightings(List<SightingBuffer.Taken> batch) {
        return batch.stream().map(SightingBuffer.Taken::sighting).toList();
    }

    private static FlushEvents<SightingBuffer.Taken> events(
            TrackerListener listener, Ending ending) {
        return new FlushEvents<>() {
            @Override
            public void flushed(int rows, Duration took) {
                listener.onFlush(rows, took);
            }

            @Override
            public void failed(Throwable cause, int pending, Duration retryIn) {
                listener.onFailure(cause, pending, retryIn);
            }

            @Override
            public void dropped(SightingBuffer.Taken one, DataRejectedException cause) {
                listener.onDrop(one.sighting(), cause);
            }

            @Override
            public void closed(int lost) {
                ending.ended(lost);
            }
        };
    }

    /** Tells once what is lost in all, when sightings and counts have both ended. */
    private static final class Ending {
        private final AtomicInteger open;
        private final AtomicInteger lost = new AtomicInteger();
        private final TrackerListener listener;

        Ending(int parts, TrackerListener listener) {
            open = new AtomicInteger(parts);
            this.listener = listener;
        }

        void ended(int lostOfPart) {
            lost.addAndGet(lostOfPart);
            if (open.decrementAndGet() == 0) {
                listener.onClose(lost.get());
            }
        }
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

        private final ActivityStore store;
        private final FlushSettings settings = new FlushSettings("astir-tracker");
        private Duration granularity = Duration.ZERO;
        private TrackerListener listener = TrackerListener.NONE;
        private boolean enabled = true;

        private Builder(ActivityStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /** The longest time between flushes: 1 ms to 1 day, by default one second. */
        public Builder flushInterval(Duration flushInterval) {
            settings.flushInterval(flushInterval);
            return this;
        }

        /**
         * This many distinct pending clients are flushed early, though not sooner than a quarter of
         * the interval after the last flush. At least 1, by default {@value
         * #DEFAULT_MAX_BATCH_SIZE}. A flush writes all that is pending, whatever this says.
         */
        public Builder maxBatchSize(int maxBatchSize) {
            settings.maxBatchSize(maxBatchSize);
            return this;
        }

        /**
         * How many distinct clients can be pending, and are remembered as known. When the store is
         * down and this is reached, known clients go on and new ones are refused. At least 1, by
         * default {@value #DEFAULT_MAX_PENDING}. One takes about 150 bytes.
         */
        public Builder maxPending(int maxPending) {
            settings.maxPending(maxPending);
            return this;
        }

        /**
         * A client that is seen again within this time after a sighting which counted is not
         * recorded and written again, so that the stored time is late by up to this much. 0 to 1
         * day, by default zero; rounded down to milliseconds.
         */
        public Builder granularity(Duration granularity) {
            this.granularity = FlushSettings.between("granularity", granularity, Duration.ZERO);
            return this;
        }

        /** How long {@link #close} waits: 1 ms to 1 day, by default ten seconds. */
        public Builder shutdownTimeout(Duration shutdownTimeout) {
            settings.shutdownTimeout(shutdownTimeout);
            return this;
        }

        /** Observes the tracker; by default nothing does. */
        public Builder listener(TrackerListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Says when now is; by default the system's clock. Intervals do not depend on it. */
        public Builder clock(Clock clock) {
            settings.clock(clock);
            return this;
        }

        /** The name of the flush thread, by default {@code astir-tracker}. */
        public Builder threadName(String threadName) {
            settings.threadName(threadName);
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
                Guarded.call(() -> listener.onStart(tracker::stats));
                tracker.engine.start();
            }
            return tracker;
        }
    }
}

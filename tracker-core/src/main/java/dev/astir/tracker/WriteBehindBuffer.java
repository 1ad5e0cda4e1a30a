package dev.astir.tracker;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects values by key in memory, merging those of one key, and writes them in batches. The same
 * rules as those of an {@link ActivityTracker}, for anything that can be merged:
 *
 * <pre>{@code
 * WriteBehindBuffer<String, Long> downloads =
 *         WriteBehindBuffer.of(Long::sum, batch -> repository.addDownloads(batch));
 * downloads.add("manual.pdf", 1L);
 * downloads.close();
 * }</pre>
 *
 * <p>One thread flushes every {@link Builder#flushInterval}, and earlier when {@link
 * Builder#maxBatchSize} keys are pending. When the writer fails, what it was given is kept, merged
 * with what is newer, and written later, at growing intervals. When it refuses the content, by a
 * {@link DataRejectedException}, the one bad key is found by halving, dropped and reported. Memory
 * is bounded by {@link Builder#maxPending} keys: then only new ones are refused.
 *
 * <p>Keys and values must not be null, and must not change while they are here. Safe for use by
 * several threads.
 *
 * @param <K> the keys, with {@code equals} and {@code hashCode}
 * @param <V> the values
 */
public final class WriteBehindBuffer<K, V> implements AutoCloseable {

    /**
     * Where batches go. Called by the buffer's one flush thread.
     *
     * @param <K> the buffer's keys
     * @param <V> the buffer's values
     */
    @FunctionalInterface
    public interface BatchWriter<K, V> {

        /**
         * Writes a batch. One whose fate is unknown, because the connection broke for example, is
         * given again, so that writing must be idempotent where twice is too often.
         *
         * @param batch 1 to {@value ActivityStore#MAX_BATCH} keys with their values, in the
         *     buffer's order; unmodifiable
         * @throws DataRejectedException if the content of at least one is refused, and none of the
         *     batch is written
         * @throws Exception any other, to be given the same keys again later
         */
        void write(Map<K, V> batch) throws Exception;
    }

    private final MergingBuffer<K, V> buffer;
    private final FlushEngine<MergingBuffer.Taken<K, V>> engine;

    private WriteBehindBuffer(Builder<K, V> builder) {
        buffer =
                new MergingBuffer<>(
                        builder.merge,
                        builder.validity,
                        builder.order,
                        builder.settings.maxPending,
                        builder.settings.maxBatchSize,
                        this::wake);
        BatchWriter<K, V> writer = builder.writer;
        engine =
                new FlushEngine<>(
                        buffer,
                        batch -> writer.write(map(batch)),
                        events(builder.listener),
                        builder.settings,
                        builder.what);
    }

    /** Makes a buffer with the default settings, which are those of an {@link ActivityTracker}. */
    public static <K, V> WriteBehindBuffer<K, V> of(
            BinaryOperator<V> merge, BatchWriter<K, V> writer) {
        return builder(merge, writer).build();
    }

    /**
     * Starts to make a buffer.
     *
     * @param merge makes one value of the older and the newer of a key, given in this order; quick,
     *     never null
     * @param writer where batches go
     */
    public static <K, V> Builder<K, V> builder(BinaryOperator<V> merge, BatchWriter<K, V> writer) {
        return new Builder<>(merge, writer);
    }

    private void wake() {
        engine.wake();
    }

    /**
     * Adds a value to what is pending for a key. Does no I/O, and waits at most for another thread
     * that is merging. The first call starts the flush thread; where that fails, the next one tries
     * again.
     *
     * @return false if this was refused: closed, full of other keys, or the key or the value is
     *     null or the key one that {@link Builder#accepts} does not take, or throws for. Otherwise
     *     the value will be written, unless the writer refuses its content or is not back before
     *     the shutdown timeout; both are reported to the listener.
     * @throws RuntimeException what the merge function throws; the values before this one are kept
     */
    public boolean add(@Nullable K key, @Nullable V value) {
        if (!buffer.add(key, value)) {
            return false;
        }
        engine.tryStart();
        return true;
    }

    /**
     * Writes what is pending now, and waits for it. While the writer fails, tries again until the
     * timeout. What the writer refuses for its content is dropped, and does not count as missing.
     *
     * @param timeout how long to wait at most
     * @return true if everything added before this call is written; false after the timeout, when
     *     interrupted, or when called by the buffer's own thread
     */
    public boolean flush(Duration timeout) {
        return engine.flush(Objects.requireNonNull(timeout, "timeout"));
    }

    /**
     * Refuses from now on, writes what is pending, and ends the flush thread. Waits at most {@link
     * Builder#shutdownTimeout}; what is not written by then is lost, logged and reported to the
     * listener. Closing again does nothing, but also waits. Called by the flush thread, so by a
     * listener or the writer, it returns at once, and that thread does the rest.
     */
    @Override
    public void close() {
        boolean awaited = !isOwnThread();
        beginClose(awaited);
        if (awaited) {
            awaitClose();
        }
    }

    boolean isOwnThread() {
        return engine.isOwnThread();
    }

    void beginClose(boolean awaited) {
        engine.beginClose(awaited);
    }

    /** Waits for the last flush. */
    void awaitClose() {
        engine.awaitClose();
    }

    /** What has happened so far. */
    public WriteBehindStats stats() {
        BatchFlusher<?> flusher = engine.flusher;
        return new WriteBehindStats(
                buffer.pending(),
                flusher.stored.get(),
                flusher.flushes.get(),
                flusher.failures.get(),
                flusher.dropped.get(),
                buffer.refused(),
                flusher.lastSuccess);
    }

    private static <K, V> Map<K, V> map(List<MergingBuffer.Taken<K, V>> batch) {
        Map<K, V> map = new LinkedHashMap<>();
        batch.forEach(taken -> map.put(taken.key, taken.value()));
        return Collections.unmodifiableMap(map);
    }

    private static <K, V> FlushEvents<MergingBuffer.Taken<K, V>> events(
            WriteBehindListener<? super K, ? super V> listener) {
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
            public void dropped(MergingBuffer.Taken<K, V> one, DataRejectedException cause) {
                listener.onDrop(one.key, one.value(), cause);
            }

            @Override
            public void closed(int lost) {
                listener.onClose(lost);
            }
        };
    }

    /**
     * Makes a {@link WriteBehindBuffer}. Not safe for use by several threads.
     *
     * @param <K> the keys
     * @param <V> the values
     */
    public static final class Builder<K, V> {
        private final BinaryOperator<V> merge;
        private final BatchWriter<K, V> writer;
        private final FlushSettings settings = new FlushSettings("astir-write-behind");
        private Predicate<? super K> validity = key -> true;
        private @Nullable Comparator<? super K> order;
        private WriteBehindListener<? super K, ? super V> listener = new WriteBehindListener<>() {};
        private String what = "keys";

        private Builder(BinaryOperator<V> merge, BatchWriter<K, V> writer) {
            this.merge = Objects.requireNonNull(merge, "merge");
            this.writer = Objects.requireNonNull(writer, "writer");
        }

        /** The longest time between flushes: 1 ms to 1 day, by default one second. */
        public Builder<K, V> flushInterval(Duration flushInterval) {
            settings.flushInterval(flushInterval);
            return this;
        }

        /**
         * This many pending keys are flushed early, though not sooner than a quarter of the
         * interval after the last flush. At least 1, by default {@value
         * ActivityTracker.Builder#DEFAULT_MAX_BATCH_SIZE}. A flush writes all that is pending, in
         * batches of at most {@value ActivityStore#MAX_BATCH}, whatever this says.
         */
        public Builder<K, V> maxBatchSize(int maxBatchSize) {
            settings.maxBatchSize(maxBatchSize);
            return this;
        }

        /**
         * How many keys can be pending: at least 1, by default {@value
         * ActivityTracker.Builder#DEFAULT_MAX_PENDING}. Beyond, new keys are refused.
         */
        public Builder<K, V> maxPending(int maxPending) {
            settings.maxPending(maxPending);
            return this;
        }

        /** How long {@link #close} waits: 1 ms to 1 day, by default ten seconds. */
        public Builder<K, V> shutdownTimeout(Duration shutdownTimeout) {
            settings.shutdownTimeout(shutdownTimeout);
            return this;
        }

        /**
         * The order of the keys in a batch; by default any. Rows of a database need one, and the
         * same on all nodes: transactions that lock rows in different orders deadlock.
         */
        public Builder<K, V> order(Comparator<? super K> order) {
            this.order = Objects.requireNonNull(order, "order");
            return this;
        }

        /** Which keys are taken; by default all. Asked on the adding thread: must be quick. */
        public Builder<K, V> accepts(Predicate<? super K> accepts) {
            this.validity = Objects.requireNonNull(accepts, "accepts");
            return this;
        }

        /** Observes the buffer; by default nothing does. */
        public Builder<K, V> listener(WriteBehindListener<? super K, ? super V> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Says when a flush succeeded; by default the system's clock. Intervals do not use it. */
        public Builder<K, V> clock(Clock clock) {
            settings.clock(clock);
            return this;
        }

        /** The name of the flush thread, by default {@code astir-write-behind}. */
        public Builder<K, V> threadName(String threadName) {
            settings.threadName(threadName);
            return this;
        }

        /** What the keys are called in the log, in the plural. */
        Builder<K, V> what(String what) {
            this.what = what;
            return this;
        }

        /** Makes the buffer. Its flush thread starts with the first key. */
        public WriteBehindBuffer<K, V> build() {
            return new WriteBehindBuffer<>(this);
        }
    }
}

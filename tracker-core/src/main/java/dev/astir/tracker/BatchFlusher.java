package dev.astir.tracker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is pending from a buffer to its store: in batches, and by halving when the store
 * refuses the content of one. Its methods are called by the flush thread; the counters may be read
 * by any.
 *
 * @param <T> what is pending
 */
final class BatchFlusher<T> {

    /** Where batches go, of 1 to {@link ActivityStore#MAX_BATCH}. */
    interface Writer<T> {
        void write(List<T> batch) throws Exception;
    }

    private static final Logger log = LoggerFactory.getLogger(ActivityTracker.class);

    /** Between warnings about refusals. */
    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    final AtomicLong stored = new AtomicLong();
    final AtomicLong flushes = new AtomicLong();
    final AtomicLong failures = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    volatile @Nullable Instant lastSuccess;

    private final FlushSource<T> source;
    private final Writer<T> writer;
    private final FlushEvents<T> events;
    private final Clock clock;
    private final String what;

    private boolean failing;
    private long refusedWhenWarned;
    private long warnedAtNanos = System.nanoTime() - WARN_EVERY_NANOS;

    /**
     * Makes a flusher.
     *
     * @param what the things that are pending, in the plural, for the log
     */
    BatchFlusher(
            FlushSource<T> source,
            Writer<T> writer,
            FlushEvents<T> events,
            Clock clock,
            String what) {
        this.source = source;
        this.writer = writer;
        this.events = events;
        this.clock = clock;
        this.what = what;
    }

    /** Writes what is pending, all of it or, after a throw, as many batches as could be. */
    void flush(boolean everything) throws Exception {
        warnOfRefusals();
        long start = System.nanoTime();
        long storedBefore = stored.get();
        try {
            if (failing) {
                // Taking all and putting it back, again and again while the store is away, would
                // cost as much as storing it.
                writeAll(source.takeSome(ActivityStore.MAX_BATCH));
            }
            writeAll(source.take(everything));
        } finally {
            if (stored.get() > storedBefore) {
                flushes.incrementAndGet();
                lastSuccess = clock.instant();
            }
        }
        succeeded((int) (stored.get() - storedBefore), System.nanoTime() - start);
    }

    private void writeAll(List<T> taken) throws Exception {
        int done = 0;
        try {
            while (done < taken.size()) {
                int end = Math.min(done + ActivityStore.MAX_BATCH, taken.size());
                write(taken.subList(done, end));
                done = end;
            }
        } finally {
            source.restore(taken.subList(done, taken.size()));
        }
    }

    private void write(List<T> batch) throws Exception {
        try {
            writer.write(batch);
            source.settle(batch);
            stored.addAndGet(batch.size());
        } catch (DataRejectedException e) {
            if (batch.size() == 1) {
                drop(batch, e);
            } else {
                int half = batch.size() / 2;
                write(batch.subList(0, half));
                write(batch.subList(half, batch.size()));
            }
        }
    }

    private void drop(List<T> one, DataRejectedException cause) {
        T rejected = one.get(0);
        log.warn("Dropped {}, because the store refuses it: {}", rejected, cause.getMessage());
        Guarded.call(() -> events.dropped(rejected, cause));
        source.settle(one);
        dropped.incrementAndGet();
    }

    private void succeeded(int written, long tookNanos) {
        if (failing) {
            failing = false;
            log.info("The store is back; {} {} written", written, what);
        }
        if (written > 0) {
            log.debug("Flushed {} {}", written, what);
            Guarded.call(() -> events.flushed(written, Duration.ofNanos(tookNanos)));
        }
    }

    void failed(Throwable cause, Duration retryIn) {
        failures.incrementAndGet();
        int pending = source.pending();
        if (!failing) { // once an outage, not once an attempt
            failing = true;
            log.warn("Could not store {} {}; will try again", pending, what, cause);
        }
        Guarded.call(() -> events.failed(cause, pending, retryIn));
    }

    private void warnOfRefusals() {
        long refused = source.refused(Refusal.FULL);
        long now = System.nanoTime();
        if (refused > refusedWhenWarned && now - warnedAtNanos >= WARN_EVERY_NANOS) {
            log.warn(
                    "Refused new {} {} times, because {} are pending",
                    what,
                    refused - refusedWhenWarned,
                    source.pending());
            refusedWhenWarned = refused;
            warnedAtNanos = now;
        }
    }
}

package dev.astir.tracker;

import dev.astir.tracker.SightingBuffer.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves sightings from the buffer to the store: in batches, and by halving when the store refuses
 * the content of one. Its methods are called by the flush thread; the counters may be read by any.
 */
final class SightingWriter implements FlushLoop.Target {
    private static final Logger log = LoggerFactory.getLogger(ActivityTracker.class);

    /** Between warnings about refused clients. */
    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    final AtomicLong stored = new AtomicLong();
    final AtomicLong flushes = new AtomicLong();
    final AtomicLong failures = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    volatile @Nullable Instant lastSuccess;

    private final SightingBuffer buffer;
    private final ActivityStore store;
    private final TrackerListener listener;
    private final Clock clock;

    private boolean failing;
    private long refusedWhenWarned;
    private long warnedAtNanos = System.nanoTime() - WARN_EVERY_NANOS;

    /** The listener must not throw. */
    SightingWriter(
            SightingBuffer buffer, ActivityStore store, TrackerListener listener, Clock clock) {
        this.buffer = buffer;
        this.store = store;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void flush(boolean everything) throws Exception {
        warnOfRefusals();
        long start = System.nanoTime();
        List<Taken> taken = buffer.take(everything);
        long storedBefore = stored.get();
        int done = 0;
        try {
            while (done < taken.size()) {
                int end = Math.min(done + ActivityStore.MAX_BATCH, taken.size());
                write(taken.subList(done, end));
                done = end;
            }
        } finally {
            buffer.restore(taken.subList(done, taken.size()));
        }
        succeeded((int) (stored.get() - storedBefore), System.nanoTime() - start);
    }

    private void write(List<Taken> batch) throws Exception {
        try {
            store.upsert(batch.stream().map(SightingWriter::sighting).toList());
            buffer.settle(batch);
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

    private void drop(List<Taken> one, DataRejectedException cause) {
        Sighting sighting = sighting(one.get(0));
        buffer.settle(one);
        dropped.incrementAndGet();
        log.warn("Dropped {}, because the store refuses it: {}", sighting, cause.getMessage());
        listener.onDrop(sighting, cause);
    }

    private void succeeded(int written, long tookNanos) {
        if (failing) {
            failing = false;
            log.info("The activity store is back; {} clients written", written);
        }
        if (written > 0) {
            lastSuccess = clock.instant();
            flushes.incrementAndGet();
            log.debug("Flushed {} client activities", written);
            listener.onFlush(written, Duration.ofNanos(tookNanos));
        }
    }

    @Override
    public void failed(Throwable cause, Duration retryIn) {
        failures.incrementAndGet();
        int pending = buffer.pending();
        if (!failing) { // once an outage, not once an attempt
            failing = true;
            log.warn("Could not store {} client activities; will try again", pending, cause);
        }
        listener.onFailure(cause, pending, retryIn);
    }

    @Override
    public boolean retire() {
        return buffer.retire();
    }

    private void warnOfRefusals() {
        long refused = buffer.refused(Refusal.FULL);
        long now = System.nanoTime();
        if (refused > refusedWhenWarned && now - warnedAtNanos >= WARN_EVERY_NANOS) {
            log.warn(
                    "Refused {} sightings of new clients, because {} clients are pending",
                    refused - refusedWhenWarned,
                    buffer.pending());
            refusedWhenWarned = refused;
            warnedAtNanos = now;
        }
    }

    private static Sighting sighting(Taken taken) {
        return new Sighting(taken.cell().id, Instant.ofEpochMilli(taken.seenMillis()));
    }
}

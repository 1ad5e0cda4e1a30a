package dev.astir.tracker;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How often each client did what on each day, until it is stored. A buffer and a thread of its own,
 * so that a missing table for counts holds up no sightings; the thread starts with the first count.
 * Safe for use by several threads.
 */
final class ActivityCounter {
    /** The same as {@link ActivityHits#ORDER}. */
    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::clientId)
                    .thenComparing(Key::activity)
                    .thenComparingLong(Key::epochDay);

    private record Key(String clientId, String activity, long epochDay) {}

    private record Tally(long hits, long lastSeenMillis) {
        Tally plus(Tally other) {
            return new Tally(hits + other.hits, Math.max(lastSeenMillis, other.lastSeenMillis));
        }
    }

    private final WriteBehindBuffer<Key, Tally> buffer;

    /**
     * Makes a counter.
     *
     * @param onClose is told once how many rows are lost
     */
    ActivityCounter(
            CountingActivityStore store,
            FlushSettings settings,
            TrackerListener listener,
            IntConsumer onClose) {
        buffer =
                WriteBehindBuffer.<Key, Tally>builder(Tally::plus, batch -> write(store, batch))
                        .order(ORDER)
                        .accepts(key -> accepts(store, key.activity))
                        .flushInterval(settings.flushInterval)
                        // Clients times activities: woken by half of what it can hold, and not by
                        // each hundred.
                        .maxBatchSize(Math.max(1, settings.maxPending / 2))
                        .maxPending(settings.maxPending)
                        .shutdownTimeout(settings.shutdownTimeout)
                        .clock(settings.clock)
                        .threadName(settings.threadName + "-hits")
                        .listener(events(listener, onClose))
                        .what("activity counts")
                        .build();
    }

    private static boolean accepts(CountingActivityStore store, String activity) {
        return !activity.isEmpty() && activity.indexOf('\0') < 0 && store.acceptsActivity(activity);
    }

    /** Counts an activity of a client that the store accepts. */
    boolean count(String clientId, @Nullable String activity, long nowMillis) {
        long day = Math.floorDiv(nowMillis, TimeUnit.DAYS.toMillis(1));
        Key key = activity == null ? null : new Key(clientId, activity, day);
        return buffer.add(key, new Tally(1, nowMillis));
    }

    boolean flush(Duration timeout) {
        return buffer.flush(timeout);
    }

    boolean isOwnThread() {
        return buffer.isOwnThread();
    }

    void beginClose(boolean awaited) {
        buffer.beginClose(awaited);
    }

    void awaitClose() {
        buffer.awaitClose();
    }

    WriteBehindStats stats() {
        return buffer.stats();
    }

    private static void write(CountingActivityStore store, Map<Key, Tally> batch) throws Exception {
        List<ActivityHits> hits = new ArrayList<>(batch.size());
        batch.forEach((key, tally) -> hits.add(hits(key, tally)));
        store.addHits(hits);
    }

    private static ActivityHits hits(Key key, Tally tally) {
        return new ActivityHits(
                key.clientId,
                key.activity,
                LocalDate.ofEpochDay(key.epochDay),
                tally.hits,
                Instant.ofEpochMilli(tally.lastSeenMillis));
    }

    private static WriteBehindListener<Key, Tally> events(
            TrackerListener listener, IntConsumer onClose) {
        return new WriteBehindListener<>() {
            @Override
            public void onFlush(int keys, Duration took) {
                listener.onHitsFlush(keys, took);
            }

            @Override
            public void onFailure(Throwable cause, int pending, Duration retryIn) {
                listener.onFailure(cause, pending, retryIn);
            }

            @Override
            public void onDrop(Key key, Tally tally, DataRejectedException cause) {
                listener.onDrop(hits(key, tally), cause);
            }

            @Override
            public void onClose(int lost) {
                onClose.accept(lost);
            }
        };
    }
}

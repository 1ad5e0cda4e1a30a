package dev.astir.app.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.tracker.Refusal;
import dev.astir.tracker.TrackerStats;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with what this node saw and has not stored yet, of all organizations together:
 * numbers alone. Immutable.
 *
 * @param pending clients that were seen, and of which that is not stored yet
 * @param countsPending counts of a client, kind and day that are not stored yet
 * @param capacity how many clients can be pending
 * @param stored rows that were written since this node began
 * @param failures attempts to write that failed
 * @param dropped rows that the database refused for their content
 * @param refused sightings that were not taken, by the reason
 * @param lastSuccess when something was written last; null before the first time
 * @param lastFailure when writing failed last; null when it never did
 * @param lastError {@code database-away} or {@code database-error}; null when there was none
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record BufferHealth(
        long pending,
        long countsPending,
        long capacity,
        double flushIntervalSeconds,
        int maxBatchSize,
        long stored,
        long countsStored,
        long failures,
        long dropped,
        Map<String, Long> refused,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastFailure,
        @Nullable String lastError) {

    private static final double MILLIS = 1_000;

    static BufferHealth of(TrackerStats stats, BufferFailures.@Nullable Failure failure) {
        Map<String, Long> refused = new LinkedHashMap<>();
        for (Refusal reason : Refusal.values()) {
            refused.put(
                    reason.name().toLowerCase(Locale.ROOT),
                    stats.refused().getOrDefault(reason, 0L));
        }
        return new BufferHealth(
                stats.pending(),
                stats.hits().pending(),
                stats.maxPending(),
                stats.flushInterval().toMillis() / MILLIS,
                stats.maxBatchSize(),
                stats.stored(),
                stats.hits().stored(),
                stats.failures() + stats.hits().failures(),
                stats.dropped() + stats.hits().dropped(),
                refused,
                stats.lastSuccess(),
                failure == null ? null : failure.at(),
                failure == null ? null : failure.error());
    }
}

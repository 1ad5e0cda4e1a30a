package dev.astir.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tracker's settings and what it has done since it was built. The numbers are read one after the
 * other, so they may be apart by what happened meanwhile. Immutable.
 *
 * @param flushInterval the longest time between flushes while the store is well
 * @param maxBatchSize how many pending clients wake the flush early
 * @param maxPending how many clients can be pending
 * @param pending how many clients have a sighting that is not stored yet
 * @param stored how many rows have been written; a client seen in two flushes counts twice
 * @param flushes how many flushes have written something
 * @param failures how many flushes have failed
 * @param dropped how many sightings the store refused for their content
 * @param refused how many times {@link ActivityTracker#record} returned false, by reason
 * @param lastSuccess when a flush last wrote a sighting, or null if none has yet
 * @param hits the same for counted activities; all zero if none has been counted
 */
public record TrackerStats(
        Duration flushInterval,
        int maxBatchSize,
        int maxPending,
        int pending,
        long stored,
        long flushes,
        long failures,
        long dropped,
        Map<Refusal, Long> refused,
        @Nullable Instant lastSuccess,
        WriteBehindStats hits) {

    /** Copies the map. */
    public TrackerStats {
        refused = Map.copyOf(refused);
    }

    /**
     * These by name, as health answers show them: numbers, texts and maps of them, in the order in
     * which they are read best. The last success is missing before the first.
     */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("flushInterval", flushInterval.toString());
        details.put("maxBatchSize", maxBatchSize);
        details.put("maxPending", maxPending);
        details.put("pending", pending);
        details.put("stored", stored);
        details.put("failures", failures);
        details.put("dropped", dropped);
        details.put("refused", refused.values().stream().mapToLong(Long::longValue).sum());
        details.put("refusedByReason", refusedByReason());
        details.put("hits", hitsDetails());
        if (lastSuccess != null) {
            details.put("lastSuccess", lastSuccess.toString());
        }
        return details;
    }

    private Map<String, Long> refusedByReason() {
        Map<String, Long> byReason = new LinkedHashMap<>();
        for (Refusal reason : Refusal.values()) {
            byReason.put(reason.name().toLowerCase(Locale.ROOT), refused.getOrDefault(reason, 0L));
        }
        return byReason;
    }

    private Map<String, Object> hitsDetails() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("pending", hits.pending());
        details.put("stored", hits.stored());
        details.put("failures", hits.failures());
        details.put("dropped", hits.dropped());
        return details;
    }
}

package dev.astir.tracker;

import java.time.Duration;
import java.time.Instant;
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
}

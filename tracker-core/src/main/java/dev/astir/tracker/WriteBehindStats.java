package dev.astir.tracker;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link WriteBehindBuffer} has done since it was built. The numbers are read one after the
 * other, so they may be apart by what happened meanwhile. Immutable.
 *
 * @param pending how many keys are not written yet
 * @param stored how many keys have been written; one written in two flushes counts twice
 * @param flushes how many flushes have written something
 * @param failures how many flushes have failed
 * @param dropped how many keys the writer refused for their content
 * @param refused how many times {@link WriteBehindBuffer#add} returned false, by reason
 * @param lastSuccess when a flush last wrote something, or null if none has yet
 */
public record WriteBehindStats(
        int pending,
        long stored,
        long flushes,
        long failures,
        long dropped,
        Map<Refusal, Long> refused,
        @Nullable Instant lastSuccess) {

    static final WriteBehindStats NONE = new WriteBehindStats(0, 0, 0, 0, 0, Map.of(), null);

    /** Copies the map. */
    public WriteBehindStats {
        refused = Map.copyOf(refused);
    }
}

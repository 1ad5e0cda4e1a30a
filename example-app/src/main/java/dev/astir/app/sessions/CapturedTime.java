package dev.astir.app.sessions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Knows what agents captured; the feature that keeps it implements this. Implementations are
 * thread-safe.
 */
public interface CapturedTime {

    /**
     * How much was captured. Immutable.
     *
     * @param activeMicros microseconds of the union of active time
     * @param idleMicros microseconds of the union of idle time without the active
     * @param lastActiveEnd end of the last active part; null when there is none
     * @param lastEnd end of the last part; null when there is none
     */
    record Amount(
            long activeMicros,
            long idleMicros,
            @Nullable Instant lastActiveEnd,
            @Nullable Instant lastEnd) {}

    /** What was captured of a person from one time up to another, in the caller's transaction. */
    Amount between(UUID organizationId, UUID userId, Instant from, Instant to);
}

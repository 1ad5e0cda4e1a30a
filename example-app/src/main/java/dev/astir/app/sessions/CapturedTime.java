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
     * @param activeSeconds whole seconds of the union of active time
     * @param idleSeconds whole seconds of the union of idle time without the active
     * @param lastActiveEnd end of the last active part; null when there is none
     */
    record Amount(long activeSeconds, long idleSeconds, @Nullable Instant lastActiveEnd) {}

    /** What was captured of a person from one time up to another, in the caller's transaction. */
    Amount between(UUID organizationId, UUID userId, Instant from, Instant to);
}

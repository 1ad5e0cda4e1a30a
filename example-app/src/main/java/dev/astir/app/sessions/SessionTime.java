package dev.astir.app.sessions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time to be added to a session's totals.
 *
 * <p>Immutable.
 *
 * @param activeSeconds at least 0
 * @param idleSeconds at least 0
 * @param lastActivityAt the end of the latest active part; null when all of it is idle
 */
public record SessionTime(long activeSeconds, long idleSeconds, @Nullable Instant lastActivityAt) {

    /** No time at all. */
    public static final SessionTime ZERO = new SessionTime(0, 0, null);

    /** This time and {@code seconds} more of something active that ended at {@code end}. */
    public SessionTime plusActive(long seconds, Instant end) {
        boolean later = lastActivityAt == null || end.isAfter(lastActivityAt);
        return new SessionTime(activeSeconds + seconds, idleSeconds, later ? end : lastActivityAt);
    }

    /** This time and {@code seconds} more of idleness. */
    public SessionTime plusIdle(long seconds) {
        return new SessionTime(activeSeconds, idleSeconds + seconds, lastActivityAt);
    }
}

package dev.astir.app.sessions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are asked for.
 *
 * <p>Immutable.
 *
 * @param userId whose; null for everybody's
 * @param from sessions that ended at or before it are left out
 * @param to sessions that started at or after it are left out
 * @param before only sessions that come after this place in the list, which has the newest first
 * @param limit how many at most
 */
record SessionQuery(
        @Nullable UUID userId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable SessionCursor before,
        int limit) {

    SessionQuery withLimit(int newLimit) {
        return new SessionQuery(userId, from, to, before, newLimit);
    }

    SessionQuery withUserId(UUID newUserId) {
        return new SessionQuery(newUserId, from, to, before, limit);
    }
}

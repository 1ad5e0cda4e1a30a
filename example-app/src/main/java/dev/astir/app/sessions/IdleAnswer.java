package dev.astir.app.sessions;

import dev.astir.app.sessions.StatedTime.Decision;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of a session was, as its person says. Immutable.
 *
 * @param projectId what it is given to, where it is reassigned; null otherwise
 * @param deviceId by which agent they said so; null when they asked for themselves
 */
public record IdleAnswer(
        UUID sessionId,
        Instant from,
        Instant to,
        Decision decision,
        @Nullable UUID projectId,
        @Nullable UUID deviceId) {}

package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Users;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a person changes by hand until the transaction ends: the person first, so that of two
 * sessions made or moved at once none overlaps the other, and then the session. Thread-safe.
 */
@Singleton
class OwnSessions {

    private final Users users;
    private final SessionRepository rows;

    OwnSessions(Users users, SessionRepository rows) {
        this.users = users;
        this.rows = rows;
    }

    /**
     * Nobody else makes or moves a session of this person, or counts in one, until the transaction
     * ends.
     */
    void holdPerson(UUID userId) {
        if (users.hold(userId).isEmpty()) {
            throw ProblemException.notFound();
        }
        rows.takeBounds(userId);
    }

    /**
     * The caller's session, held.
     *
     * @throws ProblemException 404 and 403 as {@link Sessions#requireOwn}
     */
    Session hold(Caller caller, UUID id) {
        holdPerson(caller.userId());
        Session session =
                rows.hold(caller.organizationId(), id).orElseThrow(ProblemException::notFound);
        Sessions.requireOwn(caller, session);
        return session;
    }

    /**
     * Refuses bounds that another session of the person, who is held, reaches into.
     *
     * @param except the session that gets these bounds; null for a new one
     * @param to null for one that runs
     * @throws ProblemException 409 {@code session-overlap}
     */
    void requireFree(
            UUID organizationId,
            UUID userId,
            @Nullable UUID except,
            Instant from,
            @Nullable Instant to) {
        rows.overlapping(organizationId, userId, except, from, to)
                .ifPresent(other -> {
                    throw overlap(other);
                });
    }

    /** Says which session is in the way: 409 {@code session-overlap}. */
    static ProblemException overlap(Session other) {
        @Nullable Instant end = other.endTime();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("sessionId", other.id());
        details.put("startTime", other.startTime());
        if (end != null) {
            details.put("endTime", end);
        }
        return ProblemException.conflict(
                "session-overlap",
                "Session %s is there already, from %s to %s."
                        .formatted(other.id(), other.startTime(), end == null ? "now" : end),
                details);
    }
}

package dev.astir.app.sessions;

import dev.astir.app.sessions.StatedTime.Decision;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Takes discarded idle time out of what a session counts, in the caller's transaction that holds
 * it. Thread-safe.
 */
@Singleton
class Discards {

    private final StatedTimeRepository stated;
    private final SessionContents recorded;
    private final SessionRepository rows;

    Discards(StatedTimeRepository stated, SessionContents recorded, SessionRepository rows) {
        this.stated = stated;
        this.recorded = recorded;
        this.rows = rows;
    }

    /** After a decision changed. */
    Session recount(Session session) {
        return count(session, discarded(session));
    }

    /** After something else changed: without a decision to discard, nothing is counted. */
    Session recountIfAny(Session session) {
        List<StatedTime> discarded = discarded(session);
        return discarded.isEmpty() ? session : count(session, discarded);
    }

    private Session count(Session session, List<StatedTime> discarded) {
        long seconds = discarded.isEmpty() ? 0 : recorded.idleSeconds(session, discarded);
        Session after = rows.discard(session.organizationId(), session.id(), seconds);
        return after == null ? session : after;
    }

    private List<StatedTime> discarded(Session session) {
        return stated.ofSession(session.organizationId(), session.id()).stream()
                .filter(each -> each.decision() == Decision.DISCARD)
                .toList();
    }
}

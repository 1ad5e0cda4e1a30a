package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableTime;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the time in sessions: what clients posted is added up, and what agents captured is united
 * anew where {@link CapturedGrowth} cannot add it, each in the transaction that stores it; other
 * bounds count the latter once more, within them. Thread-safe.
 */
@Singleton
public class SessionTotals {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final CapturedRepository capturedRows;
    private final CapturedTime captured;
    private final SessionContents recorded;
    private final Discards discards;
    private final ApplicationEventPublisher<SessionChanged> events;
    private final Clock clock;

    SessionTotals(
            Transactions transactions,
            SessionRepository rows,
            CapturedRepository capturedRows,
            CapturedTime captured,
            SessionContents recorded,
            Discards discards,
            ApplicationEventPublisher<SessionChanged> events,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.capturedRows = capturedRows;
        this.captured = captured;
        this.recorded = recorded;
        this.discards = discards;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What was posted and is new. Immutable.
     *
     * @param count how many; with 0, the session stays as it is
     * @param lastActiveEnd the end of the latest active one; null when all are idle
     */
    public record Posted(
            int count, long activeSeconds, long idleSeconds, @Nullable Instant lastActiveEnd) {

        /** Nothing new. */
        public static final Posted NOTHING = new Posted(0, 0, 0, null);

        /** This and one more. */
        public Posted plus(boolean idle, long seconds, Instant end) {
            if (idle) {
                return new Posted(count + 1, activeSeconds, idleSeconds + seconds, lastActiveEnd);
            }
            boolean later = lastActiveEnd == null || end.isAfter(lastActiveEnd);
            return new Posted(
                    count + 1, activeSeconds + seconds, idleSeconds, later ? end : lastActiveEnd);
        }
    }

    /**
     * Stores what the caller posts to a session of theirs, and adds its time, in one transaction.
     *
     * @param store stores what is new, and says how much, given the session as it was read; called
     *     in the transaction, and again in another one if the session got other bounds meanwhile;
     *     what it throws rolls back
     * @throws ProblemException 404 when the organization has no such session; 404 and 403 as {@link
     *     Sessions#requireOwn}
     */
    public Session post(Caller caller, UUID sessionId, Function<Session, Posted> store) {
        while (true) {
            try {
                return transactions.inOrganization(
                        caller.organizationId(), () -> attempt(caller, sessionId, store));
            } catch (MovedMeanwhile e) {
                // Only a person does that, and not for ever.
            }
        }
    }

    private Session attempt(Caller caller, UUID sessionId, Function<Session, Posted> store) {
        Session read = find(caller, sessionId);
        Sessions.requireOwn(caller, read);
        Posted posted = store.apply(read);
        if (posted.count() == 0) {
            // Storing may have waited for whoever stored the same and counted it.
            return find(caller, sessionId);
        }
        Session after =
                rows.post(
                        read.organizationId(),
                        read.id(),
                        read.startTime(),
                        read.endTime(),
                        posted.activeSeconds(),
                        posted.idleSeconds(),
                        notLaterThanNow(posted.lastActiveEnd()));
        if (after == null) {
            throw new MovedMeanwhile();
        }
        Session counted = discards.recountIfAny(after);
        events.publishEvent(new SessionChanged(counted, Change.UPDATED));
        return counted;
    }

    private Session find(Caller caller, UUID sessionId) {
        return rows.find(caller.organizationId(), sessionId)
                .orElseThrow(ProblemException::notFound);
    }

    /** Rolls an attempt back. */
    private static final class MovedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1;

        MovedMeanwhile() {
            super("the session got other bounds meanwhile", null, false, false);
        }
    }

    /**
     * Counts anew what agents captured in a person's sessions, in the transaction that has more of
     * it count: each session is held first, so that two of these do not overlook each other's; and
     * its bounds are, so that neither what is new nor other bounds are overlooked.
     *
     * @param from start of what is new
     * @param to end of what is new
     */
    public void recapture(UUID organizationId, UUID userId, Instant from, Instant to) {
        rows.holdBounds(userId);
        recaptureHeld(organizationId, userId, from, to);
    }

    /** As {@link #recapture}, with the bounds held already. */
    void recaptureHeld(UUID organizationId, UUID userId, Instant from, Instant to) {
        for (Session session : rows.holdOverlapping(organizationId, userId, from, to)) {
            CapturedTime.Amount amount = captured(session, session.endTime());
            Session after =
                    capturedRows.capture(
                            organizationId,
                            session.id(),
                            amount.activeMicros(),
                            amount.idleMicros(),
                            amount.lastEnd(),
                            amount.lastActiveEnd(),
                            notLaterThanNow(amount.lastActiveEnd()));
            Session counted = discards.recountIfAny(after == null ? session : after);
            if (counted.version() > session.version()) {
                events.publishEvent(new SessionChanged(counted, Change.UPDATED));
            }
        }
    }

    /**
     * Adds what was stored otherwise than by {@link #post}: before, and counts only now, or from a
     * file. In the caller's transaction that holds the person, or {@link #recapture} follows.
     */
    public void addPosted(UUID organizationId, UUID sessionId, Posted posted) {
        Session after =
                rows.addPosted(
                        organizationId,
                        sessionId,
                        posted.activeSeconds(),
                        posted.idleSeconds(),
                        notLaterThanNow(posted.lastActiveEnd()));
        if (after != null) {
            events.publishEvent(new SessionChanged(discards.recountIfAny(after), Change.UPDATED));
        }
    }

    /** Counts a session that is held and got other bounds, in the caller's transaction. */
    Session recount(Session session) {
        CapturedTime.Amount amount = captured(session, session.endTime());
        @Nullable Instant posted = recorded.lastPostedEnd(session);
        @Nullable Instant captured = amount.lastActiveEnd();
        boolean later = posted != null && (captured == null || posted.isAfter(captured));
        return discards.recountIfAny(
                Objects.requireNonNull(
                        capturedRows.count(
                                session.organizationId(),
                                session.id(),
                                amount.activeMicros(),
                                amount.idleMicros(),
                                amount.lastEnd(),
                                amount.lastActiveEnd(),
                                notLaterThanNow(later ? posted : captured))));
    }

    /**
     * Some of what was captured between two times goes, or counts from now on, in the caller's
     * transaction: sessions that reach there are counted from all of it when more comes.
     */
    public void forgetCaptured(UUID organizationId, UUID userId, Instant from, Instant to) {
        rows.holdBounds(userId);
        // Statement by statement, so that what is changed is what is held.
        if (!rows.holdOverlapping(organizationId, userId, from, to).isEmpty()) {
            capturedRows.forget(organizationId, userId, from, to);
        }
    }

    /** What agents captured from the session's start to this end, or to any if there is none. */
    private CapturedTime.Amount captured(Session session, @Nullable Instant end) {
        return captured.between(
                session.organizationId(),
                session.userId(),
                session.startTime(),
                end == null ? StorableTime.LATEST : end);
    }

    /** A device's clock may be ahead; nobody was active later than now. */
    private @Nullable Instant notLaterThanNow(@Nullable Instant time) {
        Instant now = clock.instant();
        return time == null || !time.isAfter(now) ? time : now;
    }
}

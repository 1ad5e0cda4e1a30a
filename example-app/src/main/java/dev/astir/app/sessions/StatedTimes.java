package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.sessions.StatedTime.Decision;
import dev.astir.app.web.StorableTime;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what people said about stretches of their sessions, in the caller's transaction that holds
 * the session. Two decisions never lie over each other. Thread-safe.
 */
@Singleton
class StatedTimes {

    private final StatedTimeRepository rows;
    private final Clock clock;

    StatedTimes(StatedTimeRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** All of a session, the earliest first. */
    List<StatedTime> of(Session session) {
        return rows.ofSession(session.organizationId(), session.id());
    }

    /** Adds a stretch. */
    StatedTime add(
            Caller caller,
            Session session,
            Instant from,
            Instant to,
            Decision decision,
            @Nullable UUID projectId) {
        return rows.add(
                session.organizationId(),
                UUID.randomUUID(),
                session.userId(),
                session.id(),
                from,
                to,
                decision,
                projectId,
                caller.userId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Removes one. */
    void remove(StatedTime stated) {
        rows.delete(stated.organizationId(), stated.id());
    }

    /** Makes room for another decision: what lies over the stretch is cut at its borders. */
    void clear(Session session, Instant from, Instant to) {
        for (StatedTime each : of(session)) {
            if (each.decision() == Decision.HAND
                    || !each.from().isBefore(to)
                    || !each.to().isAfter(from)) {
                continue;
            }
            boolean left = each.from().isBefore(from);
            boolean right = each.to().isAfter(to);
            if (left) {
                rows.move(each.organizationId(), each.id(), each.from(), from);
            } else if (right) {
                rows.move(each.organizationId(), each.id(), to, each.to());
            } else {
                remove(each);
            }
            if (left && right) {
                rows.add(
                        each.organizationId(),
                        UUID.randomUUID(),
                        each.personId(),
                        each.sessionId(),
                        to,
                        each.to(),
                        each.decision(),
                        each.projectId(),
                        each.decidedBy(),
                        each.decidedAt());
            }
        }
    }

    /**
     * Fits what was said to the bounds of a session: decisions are cut at them, and what they reach
     * beyond what was recorded is said by hand, but where there is a decision.
     */
    void fit(Caller caller, Session session, Corrections.Stretch recorded) {
        Instant start = session.startTime();
        Instant end = end(session.endTime());
        List<StatedTime> decisions = new ArrayList<>();
        for (StatedTime each : of(session)) {
            Instant from = later(each.from(), start);
            Instant to = earlier(each.to(), end);
            if (each.decision() == Decision.HAND || !from.isBefore(to)) {
                remove(each);
                continue;
            }
            if (!from.equals(each.from()) || !to.equals(each.to())) {
                rows.move(each.organizationId(), each.id(), from, to);
            }
            decisions.add(each.between(from, to));
        }
        hand(caller, session, decisions, start, earlier(recorded.start(), end));
        hand(caller, session, decisions, later(end(recorded.end()), start), end);
    }

    private void hand(
            Caller caller,
            Session session,
            List<StatedTime> decisions,
            Instant start,
            Instant end) {
        Instant from = start;
        for (StatedTime decision : decisions) {
            handOne(caller, session, from, earlier(decision.from(), end));
            from = later(from, decision.to());
        }
        handOne(caller, session, from, end);
    }

    private void handOne(Caller caller, Session session, Instant from, Instant to) {
        if (from.isBefore(to)) {
            add(caller, session, from, to, Decision.HAND, null);
        }
    }

    private static Instant end(@Nullable Instant end) {
        return end == null ? StorableTime.LATEST : end;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

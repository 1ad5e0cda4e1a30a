package dev.astir.app.sessions;

import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.identity.Caller;
import dev.astir.app.projects.Projects;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.sessions.StatedTime.Decision;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What idle stretches of a session were, as its person says. A later decision comes before an
 * earlier one. Methods block. Thread-safe.
 */
@Singleton
public class IdleDecisions {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final OwnSessions own;
    private final Projects projects;
    private final ClosedWeeks weeks;
    private final StatedTimes stated;
    private final Corrections corrections;
    private final Discards discards;
    private final Trail trail;
    private final ApplicationEventPublisher<SessionChanged> events;
    private final Clock clock;

    IdleDecisions(
            Transactions transactions,
            SessionRepository rows,
            OwnSessions own,
            Projects projects,
            ClosedWeeks weeks,
            StatedTimes stated,
            Corrections corrections,
            Discards discards,
            Trail trail,
            ApplicationEventPublisher<SessionChanged> events,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.own = own;
        this.projects = projects;
        this.weeks = weeks;
        this.stated = stated;
        this.corrections = corrections;
        this.discards = discards;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
    }

    /** A session and what was decided of a stretch of it. Immutable. */
    @Introspected
    public record Decided(Session session, StatedTime decision) {}

    /**
     * Decides what a stretch of a session of the caller was.
     *
     * @throws ProblemException 400 for a stretch that is not in the session, or a project where
     *     there must be none; 409 {@code week-closed}; 404 when there is no such project; 404 and
     *     403 as {@link Sessions#requireOwn}
     */
    public Decided decide(Caller caller, IdleAnswer answer) {
        UUID projectId = answer.projectId();
        if ((answer.decision() == Decision.REASSIGN) != (projectId != null)) {
            throw projectId == null
                    ? ProblemException.invalidSecret(
                            "projectId", "must be a project to reassign to, but is missing")
                    : ProblemException.invalid(
                            "projectId", projectId, "left out unless the decision is reassign");
        }
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    Session session = own.hold(caller, answer.sessionId());
                    if (projectId != null) {
                        projects.get(caller.organizationId(), projectId);
                    }
                    Instant start = begun(session, StatedBounds.kept(answer.from()));
                    Instant end = StatedBounds.kept(answer.to());
                    requireWithin(session, start, end);
                    weeks.requireOpen(session.organizationId(), session.userId(), start, end);
                    stated.clear(session, start, end);
                    StatedTime made =
                            stated.add(caller, session, start, end, answer.decision(), projectId);
                    stated.fit(caller, session, corrections.recorded(session));
                    return new Decided(
                            recount(caller, session, "idle.decided", made, answer.deviceId()),
                            made);
                });
    }

    /**
     * Takes a decision back.
     *
     * @throws ProblemException 404 when the session has no such decision; 409 {@code week-closed};
     *     404 and 403 as {@link Sessions#requireOwn}
     */
    Session undo(Caller caller, UUID id, UUID decisionId) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    Session session = own.hold(caller, id);
                    StatedTime made =
                            stated.of(session).stream()
                                    .filter(each -> each.id().equals(decisionId))
                                    .filter(each -> each.decision() != Decision.HAND)
                                    .findAny()
                                    .orElseThrow(ProblemException::notFound);
                    weeks.requireOpen(
                            session.organizationId(), session.userId(), made.from(), made.to());
                    stated.remove(made);
                    stated.fit(caller, session, corrections.recorded(session));
                    return recount(caller, session, "idle.undecided", made, null);
                });
    }

    /** Lines of days have whole milliseconds, and a session may begin within one. */
    private static Instant begun(Session session, Instant from) {
        Instant start = session.startTime();
        return from.equals(start.truncatedTo(ChronoUnit.MILLIS)) ? start : from;
    }

    private void requireWithin(Session session, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("to", to, "a time after \"from\", which is " + from);
        }
        Instant end = session.endTime() == null ? clock.instant() : session.endTime();
        if (from.isBefore(session.startTime()) || to.isAfter(end)) {
            boolean early = from.isBefore(session.startTime());
            throw ProblemException.invalid(
                    early ? "from" : "to",
                    early ? from : to,
                    "in the session, which is from %s to %s".formatted(session.startTime(), end));
        }
    }

    private Session recount(
            Caller caller,
            Session session,
            String action,
            StatedTime stretch,
            @Nullable UUID deviceId) {
        Session counted = discards.recount(session);
        Session after =
                counted.version() > session.version()
                        ? counted
                        : rows.touch(session.organizationId(), session.id());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("sessionId", session.id().toString());
        details.put("from", stretch.from().toString());
        details.put("to", stretch.to().toString());
        details.put("decision", stretch.decision().json());
        if (stretch.projectId() != null) {
            details.put("projectId", stretch.projectId().toString());
        }
        if (deviceId != null) {
            details.put("deviceId", deviceId.toString());
        }
        trail.changed(caller.actor(), action, session.userId(), details);
        events.publishEvent(new SessionChanged(after, Change.UPDATED));
        return after;
    }
}

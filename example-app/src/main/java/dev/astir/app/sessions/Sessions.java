package dev.astir.app.sessions;

import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Caller;
import dev.astir.app.projects.Projects;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts and stops work sessions; everybody writes their own alone. Methods block. Thread-safe. */
@Singleton
public class Sessions {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final SessionTotals totals;
    private final Projects projects;
    private final OrganizationFeed feed;
    private final ApplicationEventPublisher<SessionChanged> events;
    private final Clock clock;

    Sessions(
            Transactions transactions,
            SessionRepository rows,
            SessionTotals totals,
            Projects projects,
            OrganizationFeed feed,
            ApplicationEventPublisher<SessionChanged> events,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.totals = totals;
        this.projects = projects;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Starts a session of the caller.
     *
     * @throws ProblemException 409 {@code session-active} when one runs already, 404 when there is
     *     no such project
     */
    public Session start(Caller caller, @Nullable UUID projectId) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    if (projectId != null) {
                        projects.get(organizationId, projectId);
                    }
                    Session session = startOrNameRunning(caller, projectId);
                    feed.publish(organizationId, SessionFeed.started(session));
                    events.publishEvent(new SessionChanged(session, Change.STARTED));
                    return session;
                });
    }

    private Session startOrNameRunning(Caller caller, @Nullable UUID projectId) {
        while (true) {
            Session started =
                    rows.start(
                            caller.organizationId(),
                            caller.userId(),
                            projectId,
                            UUID.randomUUID(),
                            now());
            if (started != null) {
                return started;
            }
            Optional<Session> running = rows.active(caller.organizationId(), caller.userId());
            if (running.isPresent()) {
                throw ProblemException.conflict(
                        "session-active",
                        "Session %s has been running since %s; stop it first."
                                .formatted(running.get().id(), running.get().startTime()),
                        Map.of("sessionId", running.get().id()));
            }
            // It was stopped between the two statements: the way is free now.
        }
    }

    /**
     * Stops a session of the caller.
     *
     * @throws ProblemException 409 {@code session-stopped} when it was stopped before; 404 and 403
     *     as {@link #requireOwn}
     */
    public Session stop(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Session held =
                            rows.hold(organizationId, id).orElseThrow(ProblemException::notFound);
                    requireOwn(caller, held);
                    if (held.status() == SessionStatus.STOPPED) {
                        throw ProblemException.conflict(
                                "session-stopped",
                                "Session %s was stopped at %s.".formatted(id, held.endTime()),
                                Map.of("sessionId", id));
                    }
                    return end(held);
                });
    }

    /** Stops the session that a person has running, if any, in the caller's transaction. */
    void stopRunning(UUID organizationId, UUID userId) {
        rows.active(organizationId, userId)
                .flatMap(running -> rows.hold(organizationId, running.id()))
                .filter(held -> held.status() == SessionStatus.ACTIVE)
                .ifPresent(this::end);
    }

    /** Ends a session that is held, and tells of it. */
    private Session end(Session held) {
        UUID organizationId = held.organizationId();
        Instant now = now();
        Instant end = now.isBefore(held.startTime()) ? held.startTime() : now;
        CapturedTime.Amount captured = totals.captured(held, end);
        Session session =
                Objects.requireNonNull(
                        rows.stop(
                                organizationId,
                                held.id(),
                                end,
                                captured.activeSeconds(),
                                captured.idleSeconds()));
        feed.publish(organizationId, SessionFeed.stopped(session));
        events.publishEvent(new SessionChanged(session, Change.STOPPED));
        return session;
    }

    /**
     * Refuses to let the caller write another person's session.
     *
     * @throws ProblemException 403 to those who may see it, 404 to everybody else
     */
    static void requireOwn(Caller caller, Session session) {
        if (!session.userId().equals(caller.userId())) {
            throw caller.sight().includes(session.userId())
                    ? ProblemException.forbidden(
                            "not-your-session", "Session " + session.id() + " is another person's.")
                    : ProblemException.notFound();
        }
    }

    /** The time as the database keeps it, so that an answer shows what a later one will. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Users;
import dev.astir.app.projects.Projects;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts, stops and finds work sessions.
 *
 * <p>Everybody writes their own sessions alone. Managers and administrators see the whole
 * organization's; to everybody else, another person's session does not exist.
 *
 * <p>Each method runs its own transaction. Safe for use by many threads.
 */
@Singleton
public class Sessions {

    private final Transactions transactions;
    private final SessionRepository repository;
    private final Projects projects;
    private final Users users;
    private final SessionEvents events;
    private final Clock clock;

    Sessions(
            Transactions transactions,
            SessionRepository repository,
            Projects projects,
            Users users,
            SessionEvents events,
            Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.projects = projects;
        this.users = users;
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
        Session started =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            if (projectId != null) {
                                projects.get(organizationId, projectId);
                            }
                            Session session = startOrNameRunning(caller, projectId);
                            events.publish(
                                    new SessionChanging(organizationId, session, Change.STARTED));
                            return session;
                        });
        events.publish(new SessionChanged(organizationId, started, Change.STARTED));
        return started;
    }

    private Session startOrNameRunning(Caller caller, @Nullable UUID projectId) {
        while (true) {
            Optional<Session> started =
                    repository.start(
                            caller.organizationId(),
                            caller.userId(),
                            projectId,
                            UUID.randomUUID(),
                            now());
            if (started.isPresent()) {
                return started.get();
            }
            Optional<Session> running = repository.active(caller.organizationId(), caller.userId());
            if (running.isPresent()) {
                throw alreadyRunning(running.get());
            }
            // It was stopped between the two statements: the way is free now.
        }
    }

    private static ProblemException alreadyRunning(Session session) {
        return ProblemException.conflict(
                "session-active",
                "Session %s has been running since %s; stop it first."
                        .formatted(session.id(), session.startTime()),
                Map.of("sessionId", session.id()));
    }

    /**
     * Stops a session of the caller.
     *
     * @throws ProblemException 409 {@code session-stopped} when it was stopped before; 404 and 403
     *     as {@link #requireOwn}
     */
    public Session stop(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        Session stopped =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            requireOwn(
                                    caller,
                                    repository
                                            .find(organizationId, id)
                                            .orElseThrow(ProblemException::notFound));
                            Session session =
                                    repository
                                            .stop(organizationId, id, now())
                                            .orElseThrow(() -> alreadyStopped(organizationId, id));
                            events.publish(
                                    new SessionChanging(organizationId, session, Change.STOPPED));
                            return session;
                        });
        events.publish(new SessionChanged(organizationId, stopped, Change.STOPPED));
        return stopped;
    }

    private ProblemException alreadyStopped(UUID organizationId, UUID id) {
        Session session =
                repository.find(organizationId, id).orElseThrow(ProblemException::notFound);
        return ProblemException.conflict(
                "session-stopped",
                "Session %s was stopped at %s.".formatted(id, session.endTime()),
                Map.of("sessionId", id));
    }

    /** The person's running session. */
    public Optional<Session> active(UUID organizationId, UUID userId) {
        return transactions.inOrganization(
                organizationId, () -> repository.active(organizationId, userId));
    }

    /** All running sessions of the organization, newest first; at most one a person. */
    public List<Session> active(UUID organizationId) {
        return transactions.inOrganization(organizationId, () -> repository.active(organizationId));
    }

    /**
     * Finished and running sessions that the caller may see, newest first.
     *
     * @throws ProblemException 404 when the organization has no such person, 403 when the person is
     *     another one and the caller an employee
     */
    Page<Session> page(Caller caller, SessionQuery query) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    SessionQuery allowed = allowed(caller, query);
                    // One more than asked for tells whether there is a next page.
                    List<Session> found =
                            repository.page(organizationId, allowed.withLimit(query.limit() + 1));
                    if (found.size() <= query.limit()) {
                        return Page.of(found);
                    }
                    List<Session> items = found.subList(0, query.limit());
                    return new Page<>(items, SessionCursor.of(items.getLast()).toString());
                });
    }

    private SessionQuery allowed(Caller caller, SessionQuery query) {
        boolean employee = !caller.is(Role.MANAGER);
        if (query.userId() == null) {
            return employee ? query.withUserId(caller.userId()) : query;
        }
        if (!query.userId().equals(caller.userId())) {
            if (!users.findById(query.userId()).isPresent()) {
                throw ProblemException.notFound();
            }
            if (employee) {
                throw ProblemException.forbidden(
                        "not-your-sessions", "Only managers see other people's sessions.");
            }
        }
        return query;
    }

    /**
     * Refuses to let the caller write another person's session.
     *
     * @throws ProblemException 403 to those who may see it, 404 to everybody else
     */
    public static void requireOwn(Caller caller, Session session) {
        if (!session.userId().equals(caller.userId())) {
            throw caller.is(Role.MANAGER)
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

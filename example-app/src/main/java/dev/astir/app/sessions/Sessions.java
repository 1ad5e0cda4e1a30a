package dev.astir.app.sessions;

import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Caller;
import dev.astir.app.projects.Tasks;
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

/**
 * Starts work sessions, and changes from one to the next; everybody writes their own alone. Methods
 * block. Thread-safe.
 */
@Singleton
public class Sessions {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final OwnSessions own;
    private final SessionStops stops;
    private final Tasks tasks;
    private final ClosedWeeks weeks;
    private final OrganizationFeed feed;
    private final ApplicationEventPublisher<SessionChanged> events;
    private final Clock clock;

    Sessions(
            Transactions transactions,
            SessionRepository rows,
            OwnSessions own,
            SessionStops stops,
            Tasks tasks,
            ClosedWeeks weeks,
            OrganizationFeed feed,
            ApplicationEventPublisher<SessionChanged> events,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.own = own;
        this.stops = stops;
        this.tasks = tasks;
        this.weeks = weeks;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Starts a session of the caller.
     *
     * @throws ProblemException 409 {@code session-active} when one runs already, {@code
     *     week-closed} when the week is approved; 404 when there is no such project, 400 for a task
     *     of another one
     */
    public Session start(Caller caller, @Nullable UUID projectId, @Nullable UUID taskId) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    own.holdPerson(caller.userId());
                    tasks.require(organizationId, projectId, taskId);
                    Instant now = now();
                    weeks.requireOpen(
                            organizationId, caller.userId(), now, now.plus(1, ChronoUnit.MICROS));
                    Session session = startOrNameRunning(caller, projectId, taskId);
                    feed.publish(organizationId, SessionFeed.started(session));
                    events.publishEvent(new SessionChanged(session, Change.STARTED));
                    return session;
                });
    }

    private Session startOrNameRunning(
            Caller caller, @Nullable UUID projectId, @Nullable UUID taskId) {
        // One that was entered with a clock that is ahead may not be over yet.
        Instant now = now();
        Instant start =
                rows.endingAfter(caller.organizationId(), caller.userId(), now)
                        .map(last -> StatedTimes.later(now, Objects.requireNonNull(last.endTime())))
                        .orElse(now);
        while (true) {
            Session started =
                    rows.start(
                            caller.organizationId(),
                            caller.userId(),
                            projectId,
                            taskId,
                            UUID.randomUUID(),
                            start);
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
     * Goes on with something else: stops the caller's running session, and starts the next one at
     * the same instant.
     *
     * @return the session that runs now
     * @throws ProblemException 409 {@code session-stopped} when it does not run any more; 404 and
     *     400 as {@link #start}; 404 and 403 as {@link #requireOwn}
     */
    Session change(Caller caller, UUID id, @Nullable UUID projectId, @Nullable UUID taskId) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Session held = own.hold(caller, id);
                    SessionStops.requireRunning(held);
                    tasks.require(organizationId, projectId, taskId);
                    Instant now = StatedTimes.later(now(), held.startTime());
                    // Nobody stopped working, so that nobody is told.
                    stops.endQuietly(held, now);
                    Session next =
                            Objects.requireNonNull(
                                    rows.start(
                                            organizationId,
                                            caller.userId(),
                                            projectId,
                                            taskId,
                                            UUID.randomUUID(),
                                            now));
                    events.publishEvent(new SessionChanged(next, Change.STARTED));
                    return next;
                });
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

package dev.astir.app.sessions;

import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.KeptTime;
import dev.astir.app.identity.Caller;
import dev.astir.app.projects.Tasks;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that people enter when they are over: forgotten days, and history from elsewhere.
 * Methods block. Thread-safe.
 */
@Singleton
public class ManualSessions {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final OwnSessions own;
    private final Tasks tasks;
    private final ClosedWeeks weeks;
    private final KeptTime kept;
    private final SessionTotals totals;
    private final Corrections corrections;
    private final SessionContents recorded;
    private final Trail trail;
    private final ApplicationEventPublisher<SessionChanged> events;
    private final Clock clock;

    ManualSessions(
            Transactions transactions,
            SessionRepository rows,
            OwnSessions own,
            Tasks tasks,
            ClosedWeeks weeks,
            KeptTime kept,
            SessionTotals totals,
            Corrections corrections,
            SessionContents recorded,
            Trail trail,
            ApplicationEventPublisher<SessionChanged> events,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.own = own;
        this.tasks = tasks;
        this.weeks = weeks;
        this.kept = kept;
        this.totals = totals;
        this.corrections = corrections;
        this.recorded = recorded;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds a session of the caller that is over.
     *
     * @throws ProblemException 400 for bounds that no session can have or a task of another
     *     project, 404 when there is no such project, 409 {@code session-overlap} or {@code
     *     week-closed}
     */
    public Session add(
            Caller caller,
            Instant startTime,
            Instant endTime,
            @Nullable UUID projectId,
            @Nullable UUID taskId,
            String reason) {
        UUID organizationId = caller.organizationId();
        Instant start = StatedBounds.kept(startTime);
        Instant end = StatedBounds.kept(endTime);
        StatedBounds.require(start, end, clock.instant(), StatedBounds.LONGEST);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    own.holdPerson(caller.userId());
                    kept.limit(organizationId, caller.userId()).require("startTime", start);
                    tasks.require(organizationId, projectId, taskId);
                    own.requireFree(organizationId, caller.userId(), null, start, end);
                    weeks.requireOpen(organizationId, caller.userId(), start, end);
                    Session added =
                            totals.recount(
                                    rows.add(
                                            organizationId,
                                            UUID.randomUUID(),
                                            caller.userId(),
                                            SessionSource.MANUAL,
                                            projectId,
                                            taskId,
                                            start,
                                            end));
                    corrections.add(caller, "session.added", null, added, reason);
                    events.publishEvent(new SessionChanged(added, Change.UPDATED));
                    return added;
                });
    }

    /**
     * Removes a session that the caller entered, with all that was posted to it.
     *
     * @throws ProblemException 409 {@code session-recorded} for any that was not entered by hand,
     *     or {@code week-closed}; 404 and 403 as {@link Sessions#requireOwn}
     */
    void remove(Caller caller, UUID id, String reason) {
        UUID organizationId = caller.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    Session session = own.hold(caller, id);
                    if (session.source() != SessionSource.MANUAL) {
                        throw ProblemException.conflict(
                                "session-recorded",
                                "Session %s was recorded as it went; only one that was entered by hand can be removed."
                                        .formatted(id));
                    }
                    weeks.requireOpen(
                            organizationId,
                            caller.userId(),
                            session.startTime(),
                            Objects.requireNonNull(session.endTime()));
                    SessionContents.Posts posts = recorded.remove(session);
                    rows.delete(organizationId, id);
                    Map<String, Object> details = new LinkedHashMap<>();
                    details.put("sessionId", id.toString());
                    details.put("reason", reason);
                    details.put("before", Corrections.kept(session));
                    details.put("activities", posts.count());
                    trail.changed(caller.actor(), "session.removed", session.userId(), details);
                    events.publishEvent(new SessionChanged(session, Change.REMOVED));
                });
    }
}

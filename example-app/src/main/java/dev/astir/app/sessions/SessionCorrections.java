package dev.astir.app.sessions;

import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.KeptTime;
import dev.astir.app.identity.Caller;
import dev.astir.app.projects.Tasks;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Corrects sessions by hand. What was before stays beside them, and no activity is lost. Methods
 * block. Thread-safe.
 */
@Singleton
class SessionCorrections {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final OwnSessions own;
    private final Tasks tasks;
    private final ClosedWeeks weeks;
    private final KeptTime kept;
    private final SessionTotals totals;
    private final StatedTimes stated;
    private final Corrections corrections;
    private final SessionContents recorded;
    private final ApplicationEventPublisher<SessionChanged> events;
    private final Clock clock;

    SessionCorrections(
            Transactions transactions,
            SessionRepository rows,
            OwnSessions own,
            Tasks tasks,
            ClosedWeeks weeks,
            KeptTime kept,
            SessionTotals totals,
            StatedTimes stated,
            Corrections corrections,
            SessionContents recorded,
            ApplicationEventPublisher<SessionChanged> events,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.own = own;
        this.tasks = tasks;
        this.weeks = weeks;
        this.kept = kept;
        this.totals = totals;
        this.stated = stated;
        this.corrections = corrections;
        this.recorded = recorded;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Corrects a session of the caller.
     *
     * @throws ProblemException 409 {@code version-conflict}, {@code session-active} for the end of
     *     a running one, {@code session-overlap}, {@code activity-outside}, {@code week-closed};
     *     400 for bounds that no session can have or a task of another project; 404 and 403 as
     *     {@link Sessions#requireOwn}
     */
    Session correct(Caller caller, UUID id, CorrectionRequest wish) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    Session before = own.hold(caller, id);
                    requireVersion(before, wish.version());
                    Session wanted = wanted(before, wish);
                    if (Corrections.kept(wanted).equals(Corrections.kept(before))) {
                        return before;
                    }
                    require(before, wanted);
                    return store(caller, before, wanted, wish.reason());
                });
    }

    private static void requireVersion(Session session, @Nullable Long version) {
        if (version != null && version != session.version()) {
            throw ProblemException.conflict(
                    "version-conflict",
                    "Session %s was changed meanwhile: its version is %d, not %d."
                            .formatted(session.id(), session.version(), version),
                    Map.of("current", session));
        }
    }

    private static Session wanted(Session before, CorrectionRequest wish) {
        if (wish.endTime() != null && before.status() == SessionStatus.ACTIVE) {
            throw ProblemException.conflict(
                    "session-active",
                    "Session %s is running; stop it to give it an end.".formatted(before.id()),
                    Map.of("sessionId", before.id()));
        }
        UUID project = wish.projectId() == null ? before.projectId() : wish.projectId().value();
        // Another project has other tasks.
        boolean same = Objects.equals(project, before.projectId());
        UUID task = wish.taskId() != null ? wish.taskId().value() : same ? before.taskId() : null;
        return before.corrected(
                wish.startTime() == null ? before.startTime() : StatedBounds.kept(wish.startTime()),
                wish.endTime() == null ? before.endTime() : StatedBounds.kept(wish.endTime()),
                project,
                task);
    }

    private void require(Session before, Session wanted) {
        @Nullable Instant end = wanted.endTime();
        if (!Objects.equals(before.projectId(), wanted.projectId())
                || !Objects.equals(before.taskId(), wanted.taskId())) {
            requireOpen(before, before.startTime(), before.endTime());
            tasks.require(wanted.organizationId(), wanted.projectId(), wanted.taskId());
        }
        if (wanted.startTime().equals(before.startTime())
                && Objects.equals(end, before.endTime())) {
            return;
        }
        StatedBounds.require(wanted.startTime(), end, clock.instant(), longest(before));
        if (wanted.startTime().isBefore(before.startTime())) {
            kept.limit(wanted.organizationId(), wanted.userId())
                    .require("startTime", wanted.startTime());
        }
        requireOpen(before, before.startTime(), wanted.startTime());
        requireOpen(before, before.endTime(), end);
        own.requireFree(
                wanted.organizationId(), wanted.userId(), wanted.id(), wanted.startTime(), end);
        SessionContents.Posts outside = recorded.outside(before, wanted.startTime(), end);
        if (outside.count() > 0) {
            throw ProblemException.conflict(
                    "activity-outside",
                    "%d activities of %d s that were posted to the session would lie outside of it."
                            .formatted(outside.count(), outside.seconds()),
                    Map.of("activities", outside.count(), "seconds", outside.seconds()));
        }
    }

    /** Of the weeks in which time changes; where a session runs, it does so up to now. */
    private void requireOpen(Session session, @Nullable Instant one, @Nullable Instant other) {
        Instant now = clock.instant();
        Instant first = one == null ? now : one;
        Instant last = other == null ? now : other;
        if (!first.equals(last)) {
            weeks.requireOpen(
                    session.organizationId(),
                    session.userId(),
                    StatedTimes.earlier(first, last),
                    StatedTimes.later(first, last));
        }
    }

    private static Duration longest(Session before) {
        @Nullable Instant end = before.endTime();
        Duration was = end == null ? Duration.ZERO : Duration.between(before.startTime(), end);
        return was.compareTo(StatedBounds.LONGEST) > 0 ? was : StatedBounds.LONGEST;
    }

    private Session store(Caller caller, Session before, Session wanted, String reason) {
        Session corrected =
                Objects.requireNonNull(
                        rows.correct(
                                wanted.organizationId(),
                                wanted.id(),
                                wanted.startTime(),
                                wanted.endTime(),
                                wanted.projectId(),
                                wanted.taskId()));
        corrections.add(caller, "session.corrected", before, corrected, reason);
        stated.fit(caller, corrected, corrections.recorded(corrected));
        Session after = totals.recount(corrected);
        events.publishEvent(new SessionChanged(after, Change.UPDATED));
        return after;
    }
}

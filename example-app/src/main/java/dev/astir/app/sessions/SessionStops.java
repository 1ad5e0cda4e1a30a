package dev.astir.app.sessions;

import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Caller;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stops sessions: a person their own, and whoever may see that person one that they forgot. Methods
 * block. Thread-safe.
 */
@Singleton
class SessionStops {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final OwnSessions own;
    private final ClosedWeeks weeks;
    private final SessionTotals totals;
    private final Corrections corrections;
    private final SessionContents recorded;
    private final OrganizationFeed feed;
    private final ApplicationEventPublisher<SessionChanged> events;
    private final Clock clock;

    SessionStops(
            Transactions transactions,
            SessionRepository rows,
            OwnSessions own,
            ClosedWeeks weeks,
            SessionTotals totals,
            Corrections corrections,
            SessionContents recorded,
            OrganizationFeed feed,
            ApplicationEventPublisher<SessionChanged> events,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.own = own;
        this.weeks = weeks;
        this.totals = totals;
        this.corrections = corrections;
        this.recorded = recorded;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stops a session.
     *
     * @param reason why; needed for another person's
     * @param endTime when it ended; null for now, and for the last activity of another person's
     * @throws ProblemException 409 {@code session-stopped} when it was stopped before, {@code
     *     week-closed} when time of a closed week would go; 400 for an end that it cannot have, or
     *     without a reason; 404 when the caller may not see the person
     */
    Session stop(Caller caller, UUID id, @Nullable String reason, @Nullable Instant endTime) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Session seen =
                            rows.find(organizationId, id).orElseThrow(ProblemException::notFound);
                    caller.sight().require(seen.userId());
                    boolean others = !seen.userId().equals(caller.userId());
                    if (others && reason == null) {
                        throw ProblemException.invalidSecret(
                                "reason",
                                "must be why another person's session is stopped, but is missing");
                    }
                    own.holdPerson(seen.userId());
                    Session held =
                            rows.hold(organizationId, id).orElseThrow(ProblemException::notFound);
                    requireRunning(held);
                    Instant end = end(held, endTime, others);
                    if (others || endTime != null) {
                        Instant now = StatedTimes.later(clock.instant(), end);
                        weeks.requireOpen(organizationId, held.userId(), end, now);
                    }
                    Session stopped = end(held, end);
                    if (others) {
                        corrections.add(caller, "session.stopped", held, stopped, reason(reason));
                        feed.publish(
                                organizationId,
                                SessionFeed.stoppedByManager(
                                        stopped, caller.userId(), reason(reason)));
                    } else if (endTime != null || held.source() == SessionSource.AGENT) {
                        // What was stopped by hand is not begun again by what came before.
                        corrections.add(caller, "session.stopped", held, stopped, reason(reason));
                    }
                    return stopped;
                });
    }

    private static String reason(@Nullable String reason) {
        return reason == null ? "Stopped by hand" : reason;
    }

    /**
     * Refuses a session that was stopped.
     *
     * @throws ProblemException 409 {@code session-stopped}
     */
    static void requireRunning(Session held) {
        if (held.status() == SessionStatus.STOPPED) {
            throw ProblemException.conflict(
                    "session-stopped",
                    "Session %s was stopped at %s.".formatted(held.id(), held.endTime()),
                    Map.of("sessionId", held.id()));
        }
    }

    private Instant end(Session held, @Nullable Instant endTime, boolean others) {
        Instant now = clock.instant();
        if (endTime == null) {
            @Nullable Instant last = held.lastActivityAt();
            return !others ? now : last == null ? held.startTime() : last;
        }
        Instant end = StatedBounds.kept(endTime);
        @Nullable Instant last = recorded.lastStart(held);
        Instant earliest =
                last == null ? held.startTime() : StatedTimes.later(last, held.startTime());
        if (end.isBefore(earliest) || end.isAfter(now)) {
            throw ProblemException.invalid(
                    "endTime",
                    end,
                    "a time from %s, when the last activity began, to now, %s"
                            .formatted(earliest, now));
        }
        return end;
    }

    /** Stops the session that a person has running, if any, in the caller's transaction. */
    void stopRunning(UUID organizationId, UUID userId) {
        rows.active(organizationId, userId)
                .flatMap(running -> rows.hold(organizationId, running.id()))
                .filter(held -> held.status() == SessionStatus.ACTIVE)
                .ifPresent(held -> end(held, clock.instant()));
    }

    /** Ends a session that is held, and tells of it. */
    Session end(Session held, Instant at) {
        Session session = endQuietly(held, at);
        feed.publish(held.organizationId(), SessionFeed.stopped(session));
        return session;
    }

    /** The same, when its person goes on at once. */
    Session endQuietly(Session held, Instant at) {
        Instant end = StatedTimes.later(at.truncatedTo(ChronoUnit.MICROS), held.startTime());
        Session stopped =
                totals.recount(
                        Objects.requireNonNull(rows.stop(held.organizationId(), held.id(), end)));
        events.publishEvent(new SessionChanged(stopped, Change.STOPPED));
        return stopped;
    }
}

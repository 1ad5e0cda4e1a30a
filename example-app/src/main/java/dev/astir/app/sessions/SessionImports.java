package dev.astir.app.sessions;

import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.KeptTime;
import dev.astir.app.identity.Caller;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Enters many sessions of a person at once, by the rules of {@link ManualSessions}: what is there
 * is read once, and what is new is written in a few statements. In the caller's transaction.
 * Thread-safe.
 */
@Singleton
public class SessionImports {

    private final SessionImportRepository rows;
    private final OwnSessions own;
    private final ClosedWeeks weeks;
    private final KeptTime kept;
    private final CapturedTime captured;
    private final SessionTotals totals;
    private final Corrections corrections;
    private final ApplicationEventPublisher<SessionChanged> events;
    private final Clock clock;

    SessionImports(
            SessionImportRepository rows,
            OwnSessions own,
            ClosedWeeks weeks,
            KeptTime kept,
            CapturedTime captured,
            SessionTotals totals,
            Corrections corrections,
            ApplicationEventPublisher<SessionChanged> events,
            Clock clock) {
        this.rows = rows;
        this.own = own;
        this.weeks = weeks;
        this.kept = kept;
        this.captured = captured;
        this.totals = totals;
        this.corrections = corrections;
        this.events = events;
        this.clock = clock;
    }

    /** A session to enter. Immutable. */
    public record Wanted(
            Instant start,
            Instant end,
            @Nullable UUID projectId,
            @Nullable UUID taskId,
            String reason) {}

    /**
     * What is there between two times, held until the transaction ends: nobody else makes or moves
     * a session of the caller, and nobody closes or opens a week.
     */
    public Present present(Caller caller, Instant from, Instant to) {
        UUID organizationId = caller.organizationId();
        weeks.share(caller.userId());
        own.holdPerson(caller.userId());
        NavigableMap<Instant, Session> sessions = new TreeMap<>();
        rows.between(organizationId, caller.userId(), from, to)
                .forEach(session -> sessions.put(session.startTime(), session));
        return new Present(
                sessions,
                weeks.within(organizationId, caller.userId(), from, to),
                kept.limit(organizationId, caller.userId()),
                clock.instant());
    }

    /** What new sessions must not be in the way of. For one thread. */
    public static final class Present {

        private final NavigableMap<Instant, Session> sessions;
        private final List<ClosedWeek> closed;
        private final KeptTime.Limit limit;
        private final Instant now;

        private Present(
                NavigableMap<Instant, Session> sessions,
                List<ClosedWeek> closed,
                KeptTime.Limit limit,
                Instant now) {
            this.sessions = sessions;
            this.closed = closed;
            this.limit = limit;
            this.now = now;
        }

        /** The session that has just these bounds; null for none. */
        public @Nullable Session find(Instant startTime, Instant endTime) {
            @Nullable Session found = sessions.get(StatedBounds.kept(startTime));
            return found != null && StatedBounds.kept(endTime).equals(found.endTime())
                    ? found
                    : null;
        }

        /**
         * Refuses a session that cannot be entered.
         *
         * @throws ProblemException as {@link ManualSessions#add}
         */
        public void require(Instant startTime, Instant endTime) {
            Instant start = StatedBounds.kept(startTime);
            Instant end = StatedBounds.kept(endTime);
            StatedBounds.require(start, end, now, StatedBounds.LONGEST);
            limit.require("startTime", start);
            Map.@Nullable Entry<Instant, Session> before = sessions.lowerEntry(end);
            if (before != null && reachesBeyond(before.getValue(), start)) {
                throw OwnSessions.overlap(first(start, before.getValue()));
            }
            closed.stream()
                    .filter(week -> week.overlaps(start, end))
                    .findFirst()
                    .ifPresent(week -> {
                        throw week.refusal();
                    });
        }

        /** The earliest that is in the way, where at least the last one is. */
        private Session first(Instant start, Session last) {
            Map.@Nullable Entry<Instant, Session> over = sessions.floorEntry(start);
            if (over != null && reachesBeyond(over.getValue(), start)) {
                return over.getValue();
            }
            Map.@Nullable Entry<Instant, Session> next = sessions.higherEntry(start);
            return next == null ? last : next.getValue();
        }

        private static boolean reachesBeyond(Session session, Instant time) {
            @Nullable Instant end = session.endTime();
            return end == null || end.isAfter(time);
        }
    }

    /**
     * Enters sessions, none of which is refused or overlaps another.
     *
     * @return as many, in the same order
     */
    public List<Session> add(Caller caller, List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        UUID organizationId = caller.organizationId();
        UUID[] ids = wanted.stream().map(each -> UUID.randomUUID()).toArray(UUID[]::new);
        Map<UUID, Session> byId = new HashMap<>();
        rows.add(
                        organizationId,
                        caller.userId(),
                        ids,
                        wanted.stream().map(each -> text(each.projectId())).toList(),
                        wanted.stream().map(each -> text(each.taskId())).toList(),
                        wanted.stream()
                                .map(each -> StatedBounds.kept(each.start()).toString())
                                .toList(),
                        wanted.stream()
                                .map(each -> StatedBounds.kept(each.end()).toString())
                                .toList())
                .forEach(session -> byId.put(session.id(), session));
        List<Session> stored =
                List.of(ids).stream().map(byId::get).map(Objects::requireNonNull).toList();
        List<Session> added =
                isAnyCaptured(caller, wanted)
                        ? stored.stream().map(totals::recount).toList()
                        : stored;
        corrections.addAll(
                caller, "session.added", added, wanted.stream().map(Wanted::reason).toList());
        added.forEach(session -> events.publishEvent(new SessionChanged(session, Change.UPDATED)));
        return added;
    }

    /** History from elsewhere is mostly of a time when there was no agent. */
    private boolean isAnyCaptured(Caller caller, List<Wanted> wanted) {
        Instant from = wanted.getFirst().start();
        Instant to = wanted.getFirst().end();
        for (Wanted each : wanted) {
            from = StatedTimes.earlier(from, each.start());
            to = StatedTimes.later(to, each.end());
        }
        CapturedTime.Amount amount =
                captured.between(caller.organizationId(), caller.userId(), from, to);
        return amount.lastEnd() != null;
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }
}

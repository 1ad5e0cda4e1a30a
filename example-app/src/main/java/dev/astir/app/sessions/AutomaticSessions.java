package dev.astir.app.sessions;

import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.sessions.SessionContents.Worked;
import dev.astir.app.web.StorableTime;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes sessions of what agents captured, where the organization decided so: each from the first
 * activity to an idle time of the length that it chose. It looks at all the work around what is
 * new, so that late and out-of-order uploads come to the same sessions, however often they come.
 * One that somebody made, posted to or changed by hand stays as it is, and so does one in an
 * approved week. Thread-safe.
 */
@Singleton
public class AutomaticSessions {

    private final Organizations organizations;
    private final OwnSessions own;
    private final SessionRepository rows;
    private final AutomaticRepository automatic;
    private final AutomaticEdits edits;
    private final Corrections corrections;
    private final SessionContents contents;
    private final ClosedWeeks weeks;
    private final Clock clock;

    AutomaticSessions(
            Organizations organizations,
            OwnSessions own,
            SessionRepository rows,
            AutomaticRepository automatic,
            AutomaticEdits edits,
            Corrections corrections,
            SessionContents contents,
            ClosedWeeks weeks,
            Clock clock) {
        this.organizations = organizations;
        this.own = own;
        this.rows = rows;
        this.automatic = automatic;
        this.edits = edits;
        this.corrections = corrections;
        this.contents = contents;
        this.weeks = weeks;
        this.clock = clock;
    }

    /**
     * Makes, extends and joins sessions of a person, in the transaction that stored more of their
     * work.
     *
     * @param first start of the work that is new
     * @param last end of the work that is new
     */
    public void captured(UUID organizationId, UUID userId, Instant first, Instant last) {
        Organization rule = organizations.get(organizationId);
        if (!rule.automaticSessions()) {
            return;
        }
        own.holdPerson(userId);
        Duration gap = Duration.ofSeconds(rule.sessionEndsAfterSeconds());
        Instant from = first.minus(gap);
        Instant to = last.plus(gap);
        List<Worked> worked = contents.worked(organizationId, userId, from, to);
        for (Worked each : worked) {
            from = StatedTimes.earlier(from, each.start());
            to = StatedTimes.later(to, each.end());
        }
        List<Session> near =
                rows.holdOverlapping(organizationId, userId, from.minus(gap), to.plus(gap));
        List<ClosedWeek> closed =
                weeks.within(organizationId, userId, from.minus(gap), to.plus(gap));
        List<Worked> open =
                worked.stream()
                        .filter(each -> !isClosed(closed, each.start(), each.end()))
                        .toList();
        fit(near, open, closed, userId, rule, gap);
    }

    /** Whether some of the time is approved: what was made of it stays as it is. */
    private static boolean isClosed(List<ClosedWeek> closed, Instant from, @Nullable Instant to) {
        return closed.stream()
                .anyMatch(week -> week.overlaps(from, to == null ? StorableTime.LATEST : to));
    }

    private void fit(
            List<Session> near,
            List<Worked> worked,
            List<ClosedWeek> closed,
            UUID userId,
            Organization rule,
            Duration gap) {
        Set<UUID> untouched =
                new HashSet<>(
                        automatic.untouched(
                                rule.id(), near.stream().map(Session::id).toArray(UUID[]::new)));
        near.stream()
                .filter(session -> isClosed(closed, session.startTime(), session.endTime()))
                .forEach(session -> untouched.remove(session.id()));
        List<Session> fixed =
                near.stream()
                        .filter(session -> !untouched.contains(session.id()))
                        .map(this::withWhatItHad)
                        .toList();
        List<Session> free =
                near.stream()
                        .filter(session -> untouched.contains(session.id()))
                        .sorted(Comparator.comparing(Session::startTime))
                        .toList();
        // What was made of earlier work stands for it: its bounds only grow.
        List<Worked> all =
                Stream.concat(worked.stream(), free.stream().map(AutomaticSessions::whole))
                        .toList();
        List<Session> left = new ArrayList<>(free);
        List<Worked> groups = WorkGroups.of(all, fixed, gap);
        for (Worked group : groups) {
            List<Session> parts = left.stream().filter(session -> touches(session, group)).toList();
            left.removeAll(parts);
            boolean runs =
                    group.equals(groups.getLast())
                            && group.end().plus(gap).isAfter(clock.instant())
                            && Stream.concat(fixed.stream(), left.stream())
                                    .noneMatch(other -> reachesBeyond(other, group.end()));
            edits.make(rule.id(), userId, parts, group, runs);
        }
    }

    /** What somebody took away from a session of an agent by hand is not made one again. */
    private Session withWhatItHad(Session session) {
        if (session.source() != SessionSource.AGENT) {
            return session;
        }
        Corrections.Stretch recorded = corrections.recorded(session);
        Instant end = session.endTime();
        return session.corrected(
                StatedTimes.earlier(session.startTime(), recorded.start()),
                end == null || recorded.end() == null
                        ? end
                        : StatedTimes.later(end, recorded.end()),
                session.projectId(),
                session.taskId());
    }

    private static Worked whole(Session session) {
        Instant end = session.endTime() == null ? session.lastActivityAt() : session.endTime();
        return new Worked(
                session.startTime(),
                end == null ? session.startTime() : StatedTimes.later(end, session.startTime()));
    }

    private static boolean touches(Session session, Worked group) {
        return !session.startTime().isAfter(group.end())
                && (session.endTime() == null || !session.endTime().isBefore(group.start()));
    }

    private static boolean reachesBeyond(Session session, Instant end) {
        return session.endTime() == null
                || session.endTime().isAfter(end)
                || !session.startTime().isBefore(end);
    }
}

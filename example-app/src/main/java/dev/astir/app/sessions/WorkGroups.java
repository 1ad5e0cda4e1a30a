package dev.astir.app.sessions;

import dev.astir.app.sessions.SessionContents.Worked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups stretches of work: those with less than a gap between them are one, and none reaches into
 * a session that is there by somebody's hand. Stateless.
 */
final class WorkGroups {

    private WorkGroups() {}

    /**
     * The groups, by start; none overlaps another, or one of the sessions.
     *
     * @param worked by start
     * @param fixed sessions that stay as they are
     */
    static List<Worked> of(List<Worked> worked, List<Session> fixed, Duration gap) {
        List<Worked> free = new ArrayList<>();
        for (Worked each : worked) {
            Worked cut = cut(each, fixed);
            if (cut != null) {
                free.add(cut);
            }
        }
        free.sort(Comparator.comparing(Worked::start));
        List<Worked> groups = new ArrayList<>();
        for (Worked each : free) {
            @Nullable Worked last = groups.isEmpty() ? null : groups.getLast();
            if (last != null
                    && each.start().isBefore(last.end().plus(gap))
                    && !isBetween(fixed, last.end(), each.start())) {
                Instant end = StatedTimes.later(last.end(), each.end());
                groups.set(groups.size() - 1, new Worked(last.start(), end));
            } else {
                groups.add(each);
            }
        }
        return groups;
    }

    /**
     * What of a stretch is before the first of the sessions that it reaches into: who stopped one
     * by hand is not taken to begin again before they begin anew.
     */
    private static @Nullable Worked cut(Worked worked, List<Session> fixed) {
        Instant end = worked.end();
        for (Session session : fixed) {
            boolean over = session.endTime() != null && !session.endTime().isAfter(worked.start());
            if (!over && session.startTime().isBefore(end)) {
                end = session.startTime();
            }
        }
        return worked.start().isBefore(end) ? new Worked(worked.start(), end) : null;
    }

    private static boolean isBetween(List<Session> fixed, Instant end, Instant start) {
        return fixed.stream()
                .anyMatch(session ->
                        !session.startTime().isBefore(end) && session.startTime().isBefore(start)
                                || session.endTime() != null
                                        && session.endTime().isAfter(end)
                                        && !session.endTime().isAfter(start));
    }
}

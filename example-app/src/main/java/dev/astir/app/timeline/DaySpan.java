package dev.astir.app.timeline;

import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.Day;
import dev.astir.app.timeline.Recorded.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the line of a day begins and ends, in milliseconds since 1970: at its midnights, which
 * night shifts may move. A closed week keeps the borders that it was approved with, whatever the
 * organization chose since; the days beside it end and begin there, so that no time is in two days
 * or in none. Immutable.
 *
 * @param end {@link Long#MAX_VALUE} while a night shift goes on
 * @param week the closed one that it is a day of; null for one of an open week
 */
record DaySpan(long start, long end, @Nullable ClosedWeek week) {

    /**
     * The span of a day.
     *
     * @param sessions those over its midnights, at least
     * @param nightShifts whether the organization moves midnights, in weeks that are open
     * @param closed the weeks around the day that are
     */
    static DaySpan of(Day day, List<Work> sessions, boolean nightShifts, List<ClosedWeek> closed) {
        LocalDate date = day.date();
        @Nullable ClosedWeek own =
                closed.stream().filter(week -> week.has(date)).findAny().orElse(null);
        boolean shifts = own == null ? nightShifts : own.nightShifts();
        long start = border(day.start(), sessions, shifts);
        long end = border(day.end(), sessions, shifts);
        return own == null ? open(date, start, end, closed) : closed(date, start, end, own);
    }

    private static DaySpan closed(LocalDate date, long start, long end, ClosedWeek own) {
        long since = own.since().toEpochMilli();
        long until = own.until().toEpochMilli();
        return new DaySpan(
                date.equals(own.week()) ? since : Math.clamp(start, since, until),
                date.equals(own.sunday()) ? until : Math.clamp(end, since, until),
                own);
    }

    private static DaySpan open(LocalDate date, long start, long end, List<ClosedWeek> closed) {
        long from = start;
        long to = end;
        for (ClosedWeek week : closed) {
            long since = week.since().toEpochMilli();
            long until = week.until().toEpochMilli();
            if (week.sunday().equals(date.minusDays(1))) {
                from = until;
            } else if (week.week().equals(date.plusDays(1))) {
                to = since;
            } else if (week.week().isBefore(date)) {
                from = Math.max(from, until);
            } else {
                to = Math.min(to, since);
            }
        }
        return new DaySpan(from, to, null);
    }

    private static long border(Instant midnight, List<Work> sessions, boolean shifts) {
        long at = midnight.toEpochMilli();
        return shifts ? over(at, sessions).map(Work::end).orElse(at) : at;
    }

    /** The session that runs over a midnight. */
    static Optional<Work> over(long midnight, List<Work> sessions) {
        return sessions.stream()
                .filter(session -> session.start() < midnight && session.end() > midnight)
                .findFirst();
    }

    boolean isEmpty() {
        return start >= end;
    }

    Instant from() {
        return Instant.ofEpochMilli(start);
    }

    /** Null while a night shift goes on. */
    @Nullable Instant to() {
        return end == Long.MAX_VALUE ? null : Instant.ofEpochMilli(end);
    }
}

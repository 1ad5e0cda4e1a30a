package dev.astir.app.reports;

import dev.astir.app.days.Day;
import dev.astir.app.reports.Today.Coarse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * From which hour to which the strips of a page go, on each person's own clock: the same for all,
 * so that they compare. Usual hours, and as many more as somebody worked in. Immutable.
 *
 * @param first from 0 to 8
 * @param last from 20 to 24
 */
record StripHours(int first, int last) {

    /** When hardly anybody works earlier or later. */
    static final StripHours USUAL = new StripHours(8, 20);

    private static final int ALL = 24;

    /** With the hours of these stretches of the day, too. */
    StripHours with(Day day, List<Coarse> intervals) {
        if (intervals.isEmpty()) {
            return this;
        }
        return new StripHours(
                Math.min(first, begun(day, intervals.getFirst().startTime())),
                Math.max(last, ended(day, intervals.getLast().endTime())));
    }

    /** When the strip begins on this day. */
    Instant from(Day day) {
        return at(day, first);
    }

    /** When it ends. */
    Instant to(Day day) {
        return at(day, last);
    }

    private static Instant at(Day day, int hour) {
        LocalDate date = hour == ALL ? day.date().plusDays(1) : day.date();
        return date.atTime(hour % ALL, 0).atZone(day.zone()).toInstant();
    }

    private static int begun(Day day, Instant time) {
        ZonedDateTime local = time.atZone(day.zone());
        return local.toLocalDate().isBefore(day.date()) ? 0 : local.getHour();
    }

    private static int ended(Day day, Instant time) {
        ZonedDateTime local = time.atZone(day.zone());
        if (local.toLocalDate().isAfter(day.date())) {
            return ALL;
        }
        boolean isFull = local.truncatedTo(ChronoUnit.HOURS).equals(local);
        return isFull ? local.getHour() : local.getHour() + 1;
    }
}

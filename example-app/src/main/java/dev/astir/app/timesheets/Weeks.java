package dev.astir.app.timesheets;

import dev.astir.app.web.ProblemException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** Weeks, from Monday to Sunday, known by their Monday. Stateless. */
final class Weeks {

    static final LocalDate EARLIEST = LocalDate.of(2000, 1, 3);
    static final LocalDate LATEST = LocalDate.of(9999, 12, 20);

    private Weeks() {}

    /**
     * The Monday of the week that somebody names.
     *
     * @param text its Monday or its number: {@code 2026-11-23}, {@code 2026-W48}
     * @throws ProblemException 400 when there is no such week
     */
    static LocalDate parse(String text) {
        try {
            LocalDate monday =
                    text.contains("W")
                            ? LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE)
                            : LocalDate.parse(text);
            if (monday.getDayOfWeek() == DayOfWeek.MONDAY
                    && !monday.isBefore(EARLIEST)
                    && !monday.isAfter(LATEST)) {
                return monday;
            }
        } catch (DateTimeParseException e) {
            // the same answer as for a day that is no Monday
        }
        throw ProblemException.invalid(
                "week",
                text,
                "a Monday such as 2026-11-23, or a week such as 2026-W48, from %s to %s"
                        .formatted(EARLIEST, LATEST));
    }

    /**
     * A day of which somebody asks for the week.
     *
     * @throws ProblemException 400 for one that no week is kept of
     */
    static LocalDate within(String field, LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(sunday(LATEST))) {
            throw ProblemException.invalid(
                    field, day, "a date from %s to %s".formatted(EARLIEST, sunday(LATEST)));
        }
        return day;
    }

    /** The Monday of the week that the day is in. */
    static LocalDate of(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** As ISO 8601 calls it: {@code 2026-W48}. */
    static String name(LocalDate monday) {
        return "%04d-W%02d"
                .formatted(
                        monday.get(IsoFields.WEEK_BASED_YEAR),
                        monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /** Its days, Monday first. */
    static List<LocalDate> days(LocalDate monday) {
        return monday.datesUntil(monday.plusDays(7)).toList();
    }

    /** Which of its days this is: 0 for Monday. */
    static int indexOf(LocalDate monday, LocalDate day) {
        return (int) (day.toEpochDay() - monday.toEpochDay());
    }

    /** Its last day. */
    static LocalDate sunday(LocalDate monday) {
        return monday.plusDays(6);
    }
}

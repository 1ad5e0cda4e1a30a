package dev.astir.app.reports;

import dev.astir.app.web.ProblemException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Days of a report, first and last included. Immutable. */
record Period(LocalDate from, LocalDate to) {

    /** Three years: what somebody keeps for longer is asked for in parts. */
    private static final int MOST_DAYS = 1_100;

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /**
     * The days that somebody asked for.
     *
     * @param fromName as the caller calls the first day
     * @param first null for a week that ends with the last day
     * @param last null for today
     * @param today asked only when it is needed: it takes a look into the database
     * @throws ProblemException 400 when it ends before it begins, or is too long
     */
    static Period of(
            String fromName,
            @Nullable LocalDate first,
            String toName,
            @Nullable LocalDate last,
            Supplier<LocalDate> today) {
        LocalDate to = within(toName, last == null ? today.get() : last);
        LocalDate from = within(fromName, first == null ? to.minusDays(6) : first);
        if (to.isBefore(from)) {
            throw ProblemException.invalid(toName, to, "a date not before " + from);
        }
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw ProblemException.invalid(
                    toName,
                    to,
                    "at most %s, %d days".formatted(from.plusDays(MOST_DAYS - 1), MOST_DAYS));
        }
        return new Period(from, to);
    }

    /**
     * A date of which there can be a report.
     *
     * @throws ProblemException 400 when there can be none
     */
    static LocalDate within(String name, LocalDate date) {
        if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
            throw ProblemException.invalid(
                    name, date, "a date from %s to %s".formatted(EARLIEST, LATEST));
        }
        return date;
    }

    List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }
}

package dev.astir.app.days;

import dev.astir.app.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * A week that is approved, with the choices of the organization by which it was counted: for as
 * long as it is closed, its days are counted by these. Immutable.
 *
 * @param week its Monday
 * @param until the first instant after it
 * @param nightShifts whether work over midnight belongs to the day on which its session began
 * @param idleAfter how long nobody must have typed for the person to be asked
 */
public record ClosedWeek(
        LocalDate week, Instant since, Instant until, boolean nightShifts, Duration idleAfter) {

    /** Says that nobody changes its time: 409 {@code week-closed} with its Monday. */
    public ProblemException refusal() {
        return ProblemException.conflict(
                "week-closed",
                "The week from %s on is approved; it must be reopened first.".formatted(week),
                Map.of("week", week.toString()));
    }

    /** Whether the day is one of its seven. */
    public boolean has(LocalDate day) {
        return !day.isBefore(week) && !day.isAfter(sunday());
    }

    /** Its last day. */
    public LocalDate sunday() {
        return week.plusDays(6);
    }

    /** Whether some of the time is in it. */
    public boolean overlaps(Instant from, Instant to) {
        return since.isBefore(to) && until.isAfter(from);
    }
}

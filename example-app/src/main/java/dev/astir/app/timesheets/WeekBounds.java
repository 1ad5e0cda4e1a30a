package dev.astir.app.timesheets;

import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.DayLines;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * Where a week begins and ends when it is closed: with its days, which night shifts may move. In
 * the caller's transaction of the organization. Thread-safe.
 */
@Singleton
class WeekBounds {

    private final Organizations organizations;
    private final Days days;
    private final DayLines lines;

    WeekBounds(Organizations organizations, Days days, DayLines lines) {
        this.organizations = organizations;
        this.days = days;
        this.lines = lines;
    }

    /**
     * The bounds of a week, as its figures are counted.
     *
     * @throws ProblemException 409 {@code session-running} when a night shift over its border goes
     *     on, so that nobody knows where that is
     */
    ClosedWeeks.Bounds of(UUID organizationId, UUID personId, LocalDate monday, Instant now) {
        PersonCalendar calendar = days.of(organizationId, personId);
        Instant start = calendar.start(monday);
        Instant end = calendar.start(monday.plusDays(7));
        if (!organizations.get(organizationId).nightShiftsBelongToStart()) {
            return new ClosedWeeks.Bounds(start, end);
        }
        DayLine first = lines.of(organizationId, personId, calendar.day(monday), true, null);
        if (!end.isAfter(now)) {
            DayLine last =
                    lines.of(
                            organizationId,
                            personId,
                            calendar.day(Weeks.sunday(monday)),
                            true,
                            null);
            end = instant(last.end(), monday);
        }
        return new ClosedWeeks.Bounds(instant(first.start(), monday), end);
    }

    private static Instant instant(long millis, LocalDate monday) {
        if (millis == Long.MAX_VALUE) {
            throw ProblemException.conflict(
                    "session-running",
                    "A night shift over the border of the week is not over; stop it first.",
                    Map.of("week", monday.toString()));
        }
        return Instant.ofEpochMilli(millis);
    }
}

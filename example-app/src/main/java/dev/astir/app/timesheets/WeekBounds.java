package dev.astir.app.timesheets;

import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.sessions.RunningSessions;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.DayLines;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a week begins and ends when it is closed, and by which choices of the organization it is
 * counted: with its days, which night shifts and closed weeks beside it may move. In the caller's
 * transaction of the organization. Thread-safe.
 */
@Singleton
class WeekBounds {

    private final Organizations organizations;
    private final Days days;
    private final DayLines lines;
    private final RunningSessions sessions;

    WeekBounds(Organizations organizations, Days days, DayLines lines, RunningSessions sessions) {
        this.organizations = organizations;
        this.days = days;
        this.lines = lines;
        this.sessions = sessions;
    }

    /**
     * The week as it is to be closed.
     *
     * @throws ProblemException 409 {@code session-running} when a session that began before its end
     *     goes on: nobody knows yet what that comes to
     */
    ClosedWeek of(UUID organizationId, UUID personId, LocalDate monday, Instant now) {
        Organization organization = organizations.get(organizationId);
        boolean nightShifts = organization.nightShiftsBelongToStart();
        PersonCalendar calendar = days.of(organizationId, personId);
        LocalDate sunday = Weeks.sunday(monday);
        Instant end = calendar.day(sunday).end();
        requireNoneRunning(organizationId, personId, monday, end);
        DayLine first = lines.of(organizationId, personId, calendar.day(monday), nightShifts, null);
        if (!end.isAfter(now)) {
            DayLine last =
                    lines.of(organizationId, personId, calendar.day(sunday), nightShifts, null);
            end = Instant.ofEpochMilli(last.end());
        }
        return new ClosedWeek(
                monday,
                Instant.ofEpochMilli(first.start()),
                end,
                nightShifts,
                Duration.ofSeconds(organization.idleAfterSeconds()));
    }

    private void requireNoneRunning(
            UUID organizationId, UUID personId, LocalDate monday, Instant end) {
        @Nullable Instant since = sessions.starts(organizationId, List.of(personId)).get(personId);
        if (since != null && since.isBefore(end)) {
            throw ProblemException.conflict(
                    "session-running",
                    "A session that began at %s is not over; stop it first.".formatted(since),
                    Map.of("week", monday.toString()));
        }
    }
}

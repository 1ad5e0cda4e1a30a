package dev.astir.app.timesheets;

import dev.astir.app.days.PersonCalendar;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Seconds;
import dev.astir.app.timeline.DayLines;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is shown beside the figures of a week: what awaits its person, and what was changed by hand.
 * In the caller's transaction of the organization. Thread-safe.
 */
@Singleton
class WeekDetails {

    private final WeekRepository weeks;
    private final DayLines lines;
    private final Organizations organizations;
    private final Clock clock;

    WeekDetails(WeekRepository weeks, DayLines lines, Organizations organizations, Clock clock) {
        this.weeks = weeks;
        this.lines = lines;
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * Idle stretches of the days that have some, of which the person has not said what they were.
     */
    List<Timesheet.Undecided> undecided(
            UUID organizationId, UUID userId, PersonCalendar calendar, List<DayTotal> totals) {
        Organization organization = organizations.get(organizationId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long away = Duration.ofSeconds(organization.idleAfterSeconds()).toMillis();
        List<Timesheet.Undecided> found = new ArrayList<>();
        for (DayTotal total : totals) {
            if (total.undecidedMillis() == 0) {
                continue;
            }
            lines.of(
                            organization.id(),
                            userId,
                            calendar.day(total.day()),
                            organization.nightShiftsBelongToStart(),
                            now)
                    .undecided(away)
                    .forEach(each ->
                            found.add(
                                    new Timesheet.Undecided(
                                            total.day(),
                                            each.session(),
                                            Instant.ofEpochMilli(each.start()),
                                            Instant.ofEpochMilli(each.end()),
                                            Seconds.of(each.millis()))));
        }
        return found;
    }

    /** Worked time of each day that is on no project. */
    static List<Timesheet.Without> without(LocalDate monday, Grid grid) {
        return grid.projects().stream()
                .filter(project -> project.projectId() == null)
                .flatMap(project ->
                        Weeks.days(monday).stream()
                                .map(day ->
                                        new Timesheet.Without(
                                                day,
                                                project.seconds().get(Weeks.indexOf(monday, day)))))
                .filter(day -> day.seconds() > 0)
                .toList();
    }

    /** Sessions that were changed after they were recorded, each on its first day in the week. */
    List<Timesheet.Corrected> corrections(
            UUID organizationId,
            UUID userId,
            PersonCalendar calendar,
            LocalDate monday,
            Instant since,
            Instant until) {
        return weeks.corrections(organizationId, userId, since, until).stream()
                .map(each -> {
                    LocalDate day = calendar.dateOf(each.startTime());
                    return new Timesheet.Corrected(
                            each.id(),
                            each.sessionId(),
                            day.isBefore(monday) ? monday : day,
                            each.projectId(),
                            each.correctedAt(),
                            each.correctedBy(),
                            each.byName(),
                            each.reason());
                })
                .toList();
    }
}

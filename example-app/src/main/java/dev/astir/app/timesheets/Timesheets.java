package dev.astir.app.timesheets;

import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Seconds;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.DayLines;
import dev.astir.app.timesheets.TimesheetRepository.Sheet;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Shows weeks of people whom the caller sees; each look at others' is remembered before it is
 * answered. Methods block. Thread-safe.
 */
@Singleton
public class Timesheets {

    private final Transactions transactions;
    private final TimesheetRepository sheets;
    private final WeekRepository weeks;
    private final Deciders deciders;
    private final SeenPeople people;
    private final Summaries summaries;
    private final Days days;
    private final ClosedWeeks closedWeeks;
    private final DayLines lines;
    private final Organizations organizations;
    private final Trail trail;
    private final Clock clock;

    Timesheets(
            Transactions transactions,
            TimesheetRepository sheets,
            WeekRepository weeks,
            Deciders deciders,
            SeenPeople people,
            Summaries summaries,
            Days days,
            ClosedWeeks closedWeeks,
            DayLines lines,
            Organizations organizations,
            Trail trail,
            Clock clock) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.weeks = weeks;
        this.deciders = deciders;
        this.people = people;
        this.summaries = summaries;
        this.days = days;
        this.closedWeeks = closedWeeks;
        this.lines = lines;
        this.organizations = organizations;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Refuses weeks of somebody whom the caller does not see, before anything else is said of them.
     *
     * @return the Monday of the week
     * @throws ProblemException 404 when the caller sees no such person, 400 when there is no such
     *     week
     */
    LocalDate require(Caller caller, UUID userId, String week) {
        people.require(caller, userId);
        return Weeks.parse(week);
    }

    /**
     * A week.
     *
     * @param week its Monday or its number
     * @throws ProblemException 404 when the caller sees no such person, 400 when there is no such
     *     week
     */
    public Timesheet get(Caller caller, UUID userId, String week) {
        LocalDate monday = require(caller, userId, week);
        // Its end is the next Monday: a period as others are told.
        trail.viewed(
                caller.actor(),
                List.of(userId),
                "timesheet",
                Map.of("from", monday.toString(), "to", monday.plusDays(7).toString()));
        return read(caller, userId, monday);
    }

    /** The same after the caller did something with it, which was remembered as that. */
    Timesheet read(Caller caller, UUID userId, LocalDate monday) {
        UUID organizationId = caller.organizationId();
        LocalDate sunday = Weeks.sunday(monday);
        boolean isComplete = summaries.settle(organizationId, List.of(userId), monday, sunday);
        List<DayTotal> totals = summaries.totals(organizationId, List.of(userId), monday, sunday);
        return transactions.inOrganization(
                organizationId, () -> read(caller, userId, monday, totals, isComplete));
    }

    private Timesheet read(
            Caller caller,
            UUID userId,
            LocalDate monday,
            List<DayTotal> totals,
            boolean isComplete) {
        UUID organizationId = caller.organizationId();
        Sheet sheet =
                sheets.find(organizationId, userId, monday).orElseThrow(ProblemException::notFound);
        PersonCalendar calendar = days.of(organizationId, userId);
        Bounds bounds =
                closedWeeks
                        .find(organizationId, userId, monday)
                        .map(closed -> new Bounds(closed.since(), closed.until()))
                        .orElseGet(() -> boundsOf(calendar, monday));
        Grid grid =
                Grid.of(monday, weeks.worked(organizationId, userId, monday, Weeks.sunday(monday)));
        long[] work = new long[7];
        totals.forEach(each -> work[dayOf(monday, each.day())] = each.workMillis());
        List<Long> works = Seconds.parts(Arrays.stream(work).boxed().toList());
        List<Timesheet.DayOf> daysOf = new ArrayList<>();
        for (LocalDate day : Weeks.days(monday)) {
            int index = dayOf(monday, day);
            daysOf.add(
                    new Timesheet.DayOf(
                            day,
                            calendar.zone(day).getId(),
                            works.get(index),
                            grid.days().get(index)));
        }
        return new Timesheet(
                Timesheet.Summary.of(sheet, grid.total(), deciders.mayDecide(caller, userId)),
                calendar.dateOf(clock.instant()),
                daysOf,
                grid.projects(),
                new Timesheet.Totals(works.stream().mapToLong(Long::longValue).sum(), grid.total()),
                undecided(organizations.get(organizationId), userId, calendar, totals),
                without(monday, grid),
                corrections(organizationId, userId, calendar, monday, bounds),
                weeks.keptAside(organizationId, userId, bounds.since(), bounds.until()),
                weeks.lastReceived(organizationId, userId, bounds.since(), bounds.until()).at(),
                deciders.names(organizationId, userId),
                isComplete,
                sheets.history(organizationId, userId, monday));
    }

    private static int dayOf(LocalDate monday, LocalDate day) {
        return (int) (day.toEpochDay() - monday.toEpochDay());
    }

    /** The first instant of a week, and the first after it. */
    private record Bounds(Instant since, Instant until) {}

    private static Bounds boundsOf(PersonCalendar calendar, LocalDate monday) {
        return new Bounds(calendar.start(monday), calendar.start(monday.plusDays(7)));
    }

    private List<Timesheet.Undecided> undecided(
            Organization organization,
            UUID userId,
            PersonCalendar calendar,
            List<DayTotal> totals) {
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

    private static List<Timesheet.Without> without(LocalDate monday, Grid grid) {
        return grid.projects().stream()
                .filter(project -> project.projectId() == null)
                .flatMap(project ->
                        Weeks.days(monday).stream()
                                .map(day ->
                                        new Timesheet.Without(
                                                day, project.seconds().get(dayOf(monday, day)))))
                .filter(day -> day.seconds() > 0)
                .toList();
    }

    private List<Timesheet.Corrected> corrections(
            UUID organizationId,
            UUID userId,
            PersonCalendar calendar,
            LocalDate monday,
            Bounds bounds) {
        return weeks.corrections(organizationId, userId, bounds.since(), bounds.until()).stream()
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

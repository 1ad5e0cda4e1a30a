package dev.astir.app.timesheets;

import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Seconds;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timesheets.TimesheetRepository.Sheet;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
    private final WeekDetails details;
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
            WeekDetails details,
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
        this.details = details;
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
        totals.forEach(each -> work[Weeks.indexOf(monday, each.day())] = each.workMillis());
        List<Long> works = Seconds.parts(Arrays.stream(work).boxed().toList());
        List<Timesheet.DayOf> daysOf = new ArrayList<>();
        for (LocalDate day : Weeks.days(monday)) {
            int index = Weeks.indexOf(monday, day);
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
                details.undecided(organizationId, userId, calendar, totals),
                WeekDetails.without(monday, grid),
                details.corrections(
                        organizationId, userId, calendar, monday, bounds.since(), bounds.until()),
                weeks.keptAside(organizationId, userId, bounds.since(), bounds.until()),
                weeks.lastReceived(organizationId, userId, bounds.since(), bounds.until()).at(),
                deciders.names(organizationId, userId),
                isComplete,
                sheets.history(organizationId, userId, monday));
    }

    /** The first instant of a week, and the first after it. */
    private record Bounds(Instant since, Instant until) {}

    private static Bounds boundsOf(PersonCalendar calendar, LocalDate monday) {
        return new Bounds(calendar.start(monday), calendar.start(monday.plusDays(7)));
    }
}

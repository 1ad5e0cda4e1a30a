package dev.astir.app.insights;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.insights.InsightRepository.Named;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.summaries.PieceCategories;
import dev.astir.app.summaries.Seconds;
import dev.astir.app.summaries.Thing;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.DayLines;
import dev.astir.app.timeline.Segment;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the weeks of one person at a time; each look at somebody else's is remembered before it is
 * answered. Methods block. Thread-safe.
 */
@Singleton
class Insights {

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 3);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 20);

    private static final int WEEKS_BEFORE = 4;

    private final Transactions transactions;
    private final InsightPeople people;
    private final Days days;
    private final DayLines lines;
    private final PieceCategories categories;
    private final Organizations organizations;
    private final Trail trail;
    private final Clock clock;

    Insights(
            Transactions transactions,
            InsightPeople people,
            Days days,
            DayLines lines,
            PieceCategories categories,
            Organizations organizations,
            Trail trail,
            Clock clock) {
        this.transactions = transactions;
        this.people = people;
        this.days = days;
        this.lines = lines;
        this.categories = categories;
        this.organizations = organizations;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A week of a person.
     *
     * @param userId null for the caller
     * @param monday null for the week that it is where the person is
     * @throws ProblemException 400 when that is no Monday; 404 and 403 as {@link
     *     InsightPeople#require}
     */
    WeekInsight week(Caller caller, @Nullable UUID userId, @Nullable LocalDate monday) {
        if (monday != null
                && (monday.getDayOfWeek() != DayOfWeek.MONDAY
                        || monday.isBefore(EARLIEST)
                        || monday.isAfter(LATEST))) {
            throw ProblemException.invalid(
                    "week", monday, "a Monday from %s to %s".formatted(EARLIEST, LATEST));
        }
        UUID organizationId = caller.organizationId();
        UUID personId = userId == null ? caller.userId() : userId;
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Named person = people.require(caller, personId);
                    Organization organization = organizations.get(organizationId);
                    PersonCalendar calendar = days.of(organizationId, personId);
                    LocalDate week =
                            monday != null
                                    ? monday
                                    : calendar.dateOf(clock.instant())
                                            .with(
                                                    TemporalAdjusters.previousOrSame(
                                                            DayOfWeek.MONDAY));
                    trail.viewed(
                            caller.actor(),
                            List.of(personId),
                            "insights",
                            Map.of("week", week.toString()));
                    return insight(organization, person, calendar, week);
                });
    }

    private WeekInsight insight(
            Organization organization, Named person, PersonCalendar calendar, LocalDate monday) {
        UUID personId = person.userId();
        // The earliest week first, and the asked one last.
        List<List<DayLine>> known =
                IntStream.rangeClosed(-WEEKS_BEFORE, 0)
                        .mapToObj(later ->
                                lines(organization, personId, calendar, monday.plusWeeks(later)))
                        .toList();
        Function<Segment, @Nullable Thing> things =
                categories.of(
                        organization.id(),
                        personId,
                        known.stream()
                                .flatMap(List::stream)
                                .flatMap(line -> line.segments().stream())
                                .toList());
        List<WeekCounts> weeks =
                known.stream()
                        .map(week ->
                                new WeekCounts(
                                        week.stream()
                                                .map(line -> DayCounts.of(line, things))
                                                .toList()))
                        .toList();
        WeekCounts week = weeks.getLast();
        LocalDate today = calendar.dateOf(clock.instant());
        LocalDate sunday = monday.plusDays(6);
        LocalDate until = today.isBefore(monday) || today.isAfter(sunday) ? sunday : today;
        List<WeekCounts> before =
                weeks.stream()
                        .limit(WEEKS_BEFORE)
                        .filter(each -> !each.isEmpty())
                        .map(each -> each.until(until))
                        .toList();
        return new WeekInsight(
                personId,
                person.name(),
                people.sharing(organization.id(), personId),
                monday,
                today,
                until,
                week.figures(),
                before.isEmpty() ? null : WeekCounts.mean(before),
                before.size(),
                week.longestDay()
                        .map(day ->
                                new WeekInsight.LongestDay(day.date(), Seconds.of(day.active())))
                        .orElse(null),
                IntStream.range(0, 7).mapToObj(i -> day(week, monday.plusDays(i))).toList(),
                IntStream.range(0, weeks.size())
                        .mapToObj(i ->
                                new WeekInsight.WeekOf(
                                        monday.plusWeeks(i - WEEKS_BEFORE),
                                        weeks.get(i).isEmpty() ? null : weeks.get(i).figures()))
                        .toList(),
                Formulas.ALL);
    }

    private static WeekInsight.DayOf day(WeekCounts week, LocalDate date) {
        return week.days().stream()
                .filter(day -> day.date().equals(date))
                .findFirst()
                .map(day ->
                        new WeekInsight.DayOf(
                                date,
                                Seconds.of(day.active()),
                                Seconds.of(day.focused()),
                                Seconds.of(day.meetings())))
                .orElse(new WeekInsight.DayOf(date, 0, 0, 0));
    }

    /** The lines of a week's days, without those of which nothing is known. */
    private List<DayLine> lines(
            Organization organization, UUID personId, PersonCalendar calendar, LocalDate week) {
        return IntStream.range(0, 7)
                .mapToObj(i ->
                        lines.of(
                                organization.id(),
                                personId,
                                calendar.day(week.plusDays(i)),
                                organization.nightShiftsBelongToStart(),
                                null))
                .filter(line -> !line.segments().isEmpty())
                .toList();
    }
}

package dev.astir.app.insights;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.summaries.PieceCategories;
import dev.astir.app.summaries.Thing;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.DayLines;
import dev.astir.app.timeline.Segment;
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

/** Counts the weeks of whoever asks; of nobody else. Methods block. Thread-safe. */
@Singleton
class Insights {

    private static final int WEEKS_BEFORE = 4;

    private static final Map<String, String> FORMULAS =
            Map.of(
                    "focus",
                    "at least 25 minutes in one category, neither messages nor meetings, never away;"
                            + " glances of less than a minute are at most a tenth of it",
                    "switchesPerHour",
                    "changes from one category to another ÷ active hours",
                    "meetingSeconds",
                    "active in categories with the sign of meetings",
                    "longestDay",
                    "the day of the week with the most active time",
                    "before",
                    "the mean of those of the four weeks before in which something was recorded");

    private final Transactions transactions;
    private final Days days;
    private final DayLines lines;
    private final PieceCategories categories;
    private final Organizations organizations;
    private final Clock clock;

    Insights(
            Transactions transactions,
            Days days,
            DayLines lines,
            PieceCategories categories,
            Organizations organizations,
            Clock clock) {
        this.transactions = transactions;
        this.days = days;
        this.lines = lines;
        this.categories = categories;
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * A week of the caller.
     *
     * @param monday null for the week that it is
     * @throws ProblemException 400 when that is no Monday
     */
    WeekInsight week(Caller caller, @Nullable LocalDate monday) {
        if (monday != null && monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw ProblemException.invalid("week", monday, "a Monday");
        }
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Organization organization = organizations.get(organizationId);
                    PersonCalendar calendar = days.of(organizationId, caller.userId());
                    LocalDate week =
                            monday != null
                                    ? monday
                                    : calendar.dateOf(clock.instant())
                                            .with(
                                                    TemporalAdjusters.previousOrSame(
                                                            DayOfWeek.MONDAY));
                    // Those of the week, then those of the ones before.
                    List<List<DayLine>> weeks =
                            IntStream.rangeClosed(0, WEEKS_BEFORE)
                                    .mapToObj(ago ->
                                            lines(
                                                    organization,
                                                    caller.userId(),
                                                    calendar,
                                                    week.minusWeeks(ago)))
                                    .toList();
                    Function<Segment, @Nullable Thing> things =
                            categories.of(
                                    organizationId,
                                    caller.userId(),
                                    weeks.stream()
                                            .flatMap(List::stream)
                                            .flatMap(line -> line.segments().stream())
                                            .toList());
                    WeekCounts counts = WeekCounts.of(weeks.getFirst(), things);
                    List<WeekCounts> before =
                            weeks.stream()
                                    .skip(1)
                                    .map(lines -> WeekCounts.of(lines, things))
                                    .filter(counted -> !counted.isEmpty())
                                    .toList();
                    return new WeekInsight(
                            week,
                            counts.figures(),
                            before.isEmpty() ? null : WeekCounts.mean(before),
                            before.size(),
                            counts.longestDay(),
                            FORMULAS);
                });
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

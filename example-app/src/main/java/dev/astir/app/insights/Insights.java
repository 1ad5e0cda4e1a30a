package dev.astir.app.insights;

import dev.astir.app.days.Day;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.reports.PieceCategories;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts the weeks of whoever asks; of nobody else. Methods block. Thread-safe. */
@Singleton
class Insights {

    private static final int WEEKS_BEFORE = 4;

    private static final String MEETING = "video";
    private static final Set<String> TALK = Set.of("chat", "mail", MEETING);

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
    private final InsightRepository rows;
    private final Days days;
    private final DayLines lines;
    private final PieceCategories categories;
    private final Organizations organizations;
    private final Clock clock;

    Insights(
            Transactions transactions,
            InsightRepository rows,
            Days days,
            DayLines lines,
            PieceCategories categories,
            Organizations organizations,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
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
                    Map<UUID, String> icons = new HashMap<>();
                    rows.looks(organizationId).forEach(look -> icons.put(look.id(), look.icon()));
                    WeekCounts counts = count(organization, caller, calendar, week, icons);
                    List<WeekCounts> before =
                            IntStream.rangeClosed(1, WEEKS_BEFORE)
                                    .mapToObj(ago ->
                                            count(
                                                    organization,
                                                    caller,
                                                    calendar,
                                                    week.minusWeeks(ago),
                                                    icons))
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

    private WeekCounts count(
            Organization organization,
            Caller caller,
            PersonCalendar calendar,
            LocalDate week,
            Map<UUID, String> icons) {
        WeekCounts counts = new WeekCounts();
        for (int i = 0; i < 7; i++) {
            Day day = calendar.day(week.plusDays(i));
            DayLine line =
                    lines.of(
                            organization.id(),
                            caller.userId(),
                            day,
                            organization.nightShiftsBelongToStart(),
                            null);
            if (line.segments().isEmpty()) {
                continue;
            }
            Function<Segment, @Nullable UUID> category =
                    categories.of(organization.id(), caller.userId(), line.segments());
            counts.add(
                    day.date(),
                    line.segments(),
                    segment -> thing(segment, category.apply(segment), icons));
        }
        return counts;
    }

    private static Thing thing(Segment segment, @Nullable UUID category, Map<UUID, String> icons) {
        if (category == null) {
            return new Thing("%s %s".formatted(segment.app(), segment.site()), false, false);
        }
        String icon = icons.getOrDefault(category, "");
        return new Thing(category.toString(), TALK.contains(icon), icon.equals(MEETING));
    }
}

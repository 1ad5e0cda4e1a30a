package dev.astir.app.alerts;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What people work in the days and weeks that have limits, by the figures that the reports have;
 * what is running counts up to now. Methods block, and are not for transactions. Thread-safe.
 */
@Singleton
class OvertimeFigures {

    /** What was missed longer ago is no news. */
    private static final int MOST_DAYS = 14;

    /** Alerts that were opened longer ago stay as they are. */
    static final Duration FOLLOWED = Duration.ofDays(MOST_DAYS + 7);

    private final Summaries summaries;
    private final Days days;
    private final Transactions transactions;

    OvertimeFigures(Summaries summaries, Days days, Transactions transactions) {
        this.summaries = summaries;
        this.days = days;
        this.transactions = transactions;
    }

    /**
     * What was found. Immutable.
     *
     * @param periods the days and weeks that were looked at
     * @param told those that are alerts already, by the ids of these
     * @param left of whom nothing is said, because their days could not be computed now
     */
    record Found(List<Overtime> periods, Map<UUID, Overtime> told, Set<UUID> left) {}

    /**
     * Yesterday and today of these people, and their weeks; after an outage all days since then;
     * and what there are alerts of. All people's days are read at once.
     *
     * @param told alerts whose figures may be others by now
     * @param since when all was known last
     */
    Found of(
            UUID organizationId,
            List<PersonLimits> people,
            List<AlertRow> told,
            Instant since,
            Instant now,
            BooleanSupplier stopping) {
        List<UUID> ids = people.stream().map(PersonLimits::userId).toList();
        Map<UUID, PersonCalendar> calendars =
                transactions.inOrganization(organizationId, () -> days.of(organizationId, ids));
        if (calendars.isEmpty()) {
            return new Found(List.of(), Map.of(), Set.of());
        }
        LocalDate first =
                calendars.values().stream()
                        .map(each -> firstDay(each, since, now))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        boolean isWeekly =
                people.stream().anyMatch(each -> each.weeklyOvertimeAfterSeconds() != null);
        LocalDate from =
                told.stream()
                        .map(Overtime::firstDay)
                        .reduce(
                                isWeekly ? Overtime.monday(first) : first,
                                (one, other) -> one.isBefore(other) ? one : other);
        LocalDate to =
                calendars.values().stream()
                        .map(each -> each.dateOf(now))
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        Set<UUID> left = summaries.settleAll(organizationId, ids, from, to, stopping);
        Map<UUID, List<DayTotal>> totals =
                summaries.totals(organizationId, ids, from, to).stream()
                        .collect(Collectors.groupingBy(DayTotal::personId));
        List<Overtime> periods = new ArrayList<>();
        for (PersonLimits person : people) {
            PersonCalendar calendar = calendars.get(person.userId());
            List<DayTotal> own = totals.getOrDefault(person.userId(), List.of());
            if (calendar != null && !own.isEmpty() && !left.contains(person.userId())) {
                periods.addAll(
                        Overtime.of(
                                person,
                                calendar,
                                firstDay(calendar, since, now),
                                calendar.dateOf(now),
                                own));
            }
        }
        Map<UUID, Overtime> figures = new HashMap<>();
        for (AlertRow alert : told) {
            UUID userId = alert.userId();
            if (userId == null || left.contains(userId)) {
                continue;
            }
            PersonCalendar calendar = calendars.get(userId);
            if (calendar != null) {
                List<DayTotal> own = totals.getOrDefault(userId, List.of());
                figures.put(alert.id(), Overtime.of(alert, userId, calendar, own));
            }
        }
        return new Found(periods, figures, left);
    }

    /** Yesterday; the day of the last run, where that is longer ago. */
    private static LocalDate firstDay(PersonCalendar calendar, Instant since, Instant now) {
        LocalDate today = calendar.dateOf(now);
        Instant longest = calendar.start(today.minusDays(MOST_DAYS));
        if (since.isBefore(longest)) {
            return today.minusDays(MOST_DAYS);
        }
        LocalDate yesterday = today.minusDays(1);
        return since.isBefore(calendar.start(yesterday)) ? calendar.dateOf(since) : yesterday;
    }
}

package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertBook.Finding;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobHistory;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.policies.Policies;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Opens an alert for each day, and each week, in which somebody works longer than the limit, by the
 * figures that the reports have; what is running counts up to now. It looks at yesterday as well,
 * so that what ended between two runs, or came late, is found; and after an outage at all days
 * since the last run that found everything. Closed with the day or the week. Thread-safe.
 */
@Singleton
class OvertimeWatch implements Job {

    /** What was missed longer ago is no news. */
    private static final int MOST_DAYS = 14;

    private final EachOrganization each;
    private final AlertLimitRepository limits;
    private final AlertRepository alerts;
    private final AlertBook book;
    private final Summaries summaries;
    private final Days days;
    private final Policies policies;
    private final JobHistory history;
    private final Transactions transactions;

    OvertimeWatch(
            EachOrganization each,
            AlertLimitRepository limits,
            AlertRepository alerts,
            AlertBook book,
            Summaries summaries,
            Days days,
            Policies policies,
            JobHistory history,
            Transactions transactions) {
        this.each = each;
        this.limits = limits;
        this.alerts = alerts;
        this.book = book;
        this.summaries = summaries;
        this.days = days;
        this.policies = policies;
        this.history = history;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "overtime";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofMinutes(30));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        Instant since = history.lastSuccess(name()).orElse(Instant.MAX);
        each.run(
                limits::withOvertimeAlerts,
                stopping,
                organizationId -> look(organizationId, since));
    }

    private void look(UUID organizationId, Instant since) {
        policies.tellOfAlerts(organizationId);
        Instant now = book.now();
        List<PersonLimits> people =
                transactions.inOrganization(
                        organizationId,
                        () ->
                                limits.ofPeople(organizationId).stream()
                                        .filter(PersonLimits::overtimeAlerts)
                                        .toList());
        List<Overtime> over = over(organizationId, people, since, now);
        transactions.inOrganization(
                organizationId,
                () -> {
                    note(organizationId, over);
                    for (AlertRow open : alerts.open(organizationId, AlertType.OVERTIME.json())) {
                        Instant end = open.time("endsAt");
                        if (!end.isAfter(now)) {
                            book.close(organizationId, AlertType.OVERTIME, open.subject(), end);
                        }
                    }
                });
    }

    /** What is over its limit; all people's days are read at once. */
    private List<Overtime> over(
            UUID organizationId, List<PersonLimits> people, Instant since, Instant now) {
        List<UUID> ids = people.stream().map(PersonLimits::userId).toList();
        Map<UUID, PersonCalendar> calendars =
                transactions.inOrganization(organizationId, () -> days.of(organizationId, ids));
        if (calendars.isEmpty()) {
            return List.of();
        }
        LocalDate first =
                calendars.values().stream()
                        .map(each -> firstDay(each, since, now))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        boolean isWeekly =
                people.stream().anyMatch(each -> each.weeklyOvertimeAfterSeconds() != null);
        LocalDate from = isWeekly ? Overtime.monday(first) : first;
        LocalDate to =
                calendars.values().stream()
                        .map(each -> each.dateOf(now))
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        summaries.settle(organizationId, ids, from, to);
        Map<UUID, List<DayTotal>> totals =
                summaries.totals(organizationId, ids, from, to).stream()
                        .collect(Collectors.groupingBy(DayTotal::personId));
        List<Overtime> over = new ArrayList<>();
        for (PersonLimits person : people) {
            PersonCalendar calendar = calendars.get(person.userId());
            List<DayTotal> own = totals.getOrDefault(person.userId(), List.of());
            if (calendar != null && !own.isEmpty()) {
                Overtime.of(
                                person,
                                calendar,
                                firstDay(calendar, since, now),
                                calendar.dateOf(now),
                                own)
                        .stream()
                        .filter(Overtime::isOver)
                        .forEach(over::add);
            }
        }
        return over;
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

    /** Opens what is new, and gives what is known its present figure. */
    private void note(UUID organizationId, List<Overtime> over) {
        if (over.isEmpty()) {
            return;
        }
        Map<String, AlertRow> known =
                alerts
                        .ofSubjects(
                                organizationId,
                                AlertType.OVERTIME.json(),
                                over.stream().map(Overtime::subject).toList())
                        .stream()
                        .collect(Collectors.toMap(AlertRow::subject, Function.identity()));
        for (Overtime each : over) {
            AlertRow row = known.get(each.subject());
            if (row == null) {
                open(organizationId, each);
            } else if (row.resolvedAt() == null
                    && AlertWords.seconds(row.details(), "workedSeconds") != each.workedSeconds()) {
                book.update(organizationId, row.id(), each.details());
            }
        }
    }

    private void open(UUID organizationId, Overtime each) {
        book.open(
                organizationId,
                new Finding(
                        AlertType.OVERTIME,
                        each.subject(),
                        each.userId(),
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        each.details()));
    }
}

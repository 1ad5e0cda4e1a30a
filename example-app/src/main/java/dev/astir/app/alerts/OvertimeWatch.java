package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertBook.Finding;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobHistory;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.policies.Policies;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Opens an alert for each day, and each week, in which somebody works longer than the limit. It
 * looks at yesterday as well, so that what ended between two runs, or came late, is found; and
 * after an outage at all days since the last run that found everything, which one is not in which
 * somebody's days could not be computed. Closed with the day or the week. Thread-safe.
 */
@Singleton
class OvertimeWatch implements Job {

    private final EachOrganization each;
    private final AlertLimitRepository limits;
    private final AlertRepository alerts;
    private final AlertBook book;
    private final OvertimeFigures figures;
    private final Policies policies;
    private final JobHistory history;
    private final Transactions transactions;

    OvertimeWatch(
            EachOrganization each,
            AlertLimitRepository limits,
            AlertRepository alerts,
            AlertBook book,
            OvertimeFigures figures,
            Policies policies,
            JobHistory history,
            Transactions transactions) {
        this.each = each;
        this.limits = limits;
        this.alerts = alerts;
        this.book = book;
        this.figures = figures;
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
                organizationId -> look(organizationId, since, stopping));
    }

    private void look(UUID organizationId, Instant since, BooleanSupplier stopping) {
        policies.tellOfAlerts(organizationId);
        Instant now = book.now();
        List<PersonLimits> people =
                transactions.inOrganization(
                        organizationId,
                        () ->
                                limits.ofPeople(organizationId).stream()
                                        .filter(PersonLimits::overtimeAlerts)
                                        .toList());
        OvertimeFigures.Found found = figures.of(organizationId, people, since, now, stopping);
        if (stopping.getAsBoolean()) {
            return;
        }
        List<Overtime> over = found.periods().stream().filter(Overtime::isOver).toList();
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
        if (!found.left().isEmpty()) {
            // So that the next run looks at the same days again.
            throw new IllegalStateException(
                    "Days of %d people could not be computed".formatted(found.left().size()));
        }
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

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
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens an alert for each day, and each week, in which somebody works longer than the limit. It
 * looks at yesterday as well, so that what ended between two runs, or came late, is found; and
 * after an outage at all days since the last run that found everything, which one is not in which
 * somebody's days could not be computed. Figures follow the reports until somebody resolves the
 * alert. Closed with the day or the week, or when it is no overtime any more. Thread-safe.
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
        Map<String, AlertRow> known =
                transactions
                        .inOrganization(
                                organizationId,
                                () ->
                                        alerts.recent(
                                                organizationId,
                                                AlertType.OVERTIME.json(),
                                                now.minus(OvertimeFigures.FOLLOWED)))
                        .stream()
                        .collect(Collectors.toMap(AlertRow::subject, Function.identity()));
        OvertimeFigures.Found found =
                figures.of(
                        organizationId, people, followed(known, people, now), since, now, stopping);
        if (stopping.getAsBoolean()) {
            return;
        }
        transactions.inOrganization(organizationId, () -> note(organizationId, found, known, now));
        if (!found.left().isEmpty()) {
            // So that the next run looks at the same days again.
            throw new IllegalStateException(
                    "Days of %d people could not be computed".formatted(found.left().size()));
        }
    }

    /** Those whose figure follows the reports, until somebody resolves them. */
    private static List<AlertRow> followed(
            Map<String, AlertRow> known, List<PersonLimits> people, Instant now) {
        Set<UUID> watched = people.stream().map(PersonLimits::userId).collect(Collectors.toSet());
        Instant oldest = now.minus(OvertimeFigures.FOLLOWED);
        return known.values().stream()
                .filter(row -> row.resolvedAt() == null && !row.openedAt().isBefore(oldest))
                .filter(row -> row.userId() != null && watched.contains(row.userId()))
                .toList();
    }

    /** Opens what is new, and brings up to date what is known. */
    private void note(
            UUID organizationId,
            OvertimeFigures.Found found,
            Map<String, AlertRow> known,
            Instant now) {
        Map<String, Overtime> over =
                found.periods().stream()
                        .filter(Overtime::isOver)
                        .collect(Collectors.toMap(Overtime::subject, Function.identity()));
        Set<String> subjects = new TreeSet<>(known.keySet());
        subjects.addAll(over.keySet());
        for (String subject : subjects) {
            AlertRow row = known.get(subject);
            Overtime fresh = over.get(subject);
            if (row != null) {
                follow(organizationId, row, found.told().get(row.id()), now);
            } else if (fresh != null) {
                open(organizationId, fresh, now);
            }
        }
    }

    /**
     * It has the figure of the reports; and is over with its day or week, or before that when it is
     * no overtime any more, as after a correction.
     *
     * @param figure null for one that stays as it is
     */
    private void follow(UUID organizationId, AlertRow row, @Nullable Overtime figure, Instant now) {
        if (figure != null
                && AlertWords.seconds(row.details(), "workedSeconds") != figure.workedSeconds()) {
            book.update(organizationId, row.id(), figure.details());
        }
        Instant end = figure == null ? row.time("endsAt") : figure.end();
        boolean isUnderWay = end.isAfter(now);
        boolean isOver = figure == null || figure.isOver();
        if (row.closedAt() != null) {
            if (figure != null && isOver && isUnderWay) {
                book.reopen(organizationId, row.id());
            }
        } else if (!isUnderWay || !isOver) {
            Instant at = isUnderWay ? now : end;
            book.close(organizationId, AlertType.OVERTIME, row.subject(), at);
        }
    }

    private void open(UUID organizationId, Overtime each, Instant now) {
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
        if (!each.end().isAfter(now)) {
            book.close(organizationId, AlertType.OVERTIME, each.subject(), each.end());
        }
    }
}

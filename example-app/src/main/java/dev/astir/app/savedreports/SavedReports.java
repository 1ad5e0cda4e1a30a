package dev.astir.app.savedreports;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Users;
import dev.astir.app.mail.Mailer;
import dev.astir.app.reports.ReportMaker;
import dev.astir.app.savedreports.SavedReport.Listed;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps reports under a name. Each is its owner's; those who get it see it, and may leave it.
 * Methods block. Thread-safe.
 */
@Singleton
class SavedReports {

    /** Of one person. */
    static final int MOST = 100;

    /** Of them, those that are mailed: nobody fills the mailboxes of others. */
    static final int MOST_MAILED = 20;

    private final SavedReportRepository rows;
    private final RecipientRepository recipients;
    private final SavingRules rules;
    private final DueTimes times;
    private final ReportMaker reports;
    private final Users users;
    private final Mailer mailer;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    SavedReports(
            SavedReportRepository rows,
            RecipientRepository recipients,
            SavingRules rules,
            DueTimes times,
            ReportMaker reports,
            Users users,
            Mailer mailer,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.recipients = recipients;
        this.rules = rules;
        this.times = times;
        this.reports = reports;
        this.users = users;
        this.mailer = mailer;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The caller's, and those that come to them. */
    Listed page(Caller caller, @Nullable UUID after, int limit) {
        LocalDate today = reports.today(caller);
        Page<SavedReport> page =
                transactions.inOrganization(
                        caller.organizationId(),
                        () ->
                                Page.of(
                                        shown(
                                                caller,
                                                rows.page(
                                                        caller.organizationId(),
                                                        caller.userId(),
                                                        after,
                                                        limit + 1),
                                                today),
                                        limit,
                                        saved -> saved.id().toString()));
        return new Listed(page.items(), page.next(), mailer.isConfigured());
    }

    /**
     * One that is the caller's or comes to them.
     *
     * @throws ProblemException 404 when there is none
     */
    SavedReport get(Caller caller, UUID id) {
        LocalDate today = reports.today(caller);
        return transactions.inOrganization(
                caller.organizationId(), () -> shown(caller, row(caller, id), today));
    }

    /**
     * What it asks.
     *
     * @throws ProblemException 404 when there is no such report of the caller's
     */
    SavedRow row(Caller caller, UUID id) {
        return transactions
                .inOrganization(
                        caller.organizationId(),
                        () -> rows.find(caller.organizationId(), id, caller.userId()))
                .orElseThrow(ProblemException::notFound);
    }

    /**
     * Keeps a report.
     *
     * @param locale of its mails
     * @throws ProblemException 400 for what cannot be asked or done, 409 {@code no-mail} for a
     *     schedule without a mail server, {@code too-many-saved-reports}
     */
    SavedReport create(Caller caller, SavedReportRequest request, Locale locale) {
        SavingRules.Checked checked = rules.check(caller, request);
        UUID organizationId = caller.organizationId();
        UUID id = UUID.randomUUID();
        LocalDate today = reports.today(caller);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    requireRoom(caller, id, request, true);
                    Instant now = now();
                    Definition asked = checked.definition();
                    @Nullable MailSchedule schedule = request.schedule();
                    rows.add(
                            organizationId,
                            id,
                            caller.userId(),
                            request.name(),
                            asked.report().json(),
                            asked.period().json(),
                            asked.userId(),
                            asked.teamId(),
                            asked.projectId(),
                            asked.groupBy() == null ? null : asked.groupBy().json(),
                            locale.getLanguage(),
                            schedule == null ? null : schedule.every().json(),
                            schedule == null ? null : json(schedule.weekday()),
                            schedule == null ? null : schedule.dayOfMonth(),
                            schedule == null ? null : schedule.at(),
                            schedule == null ? null : schedule.format().json(),
                            times.next(organizationId, caller.userId(), schedule, now),
                            now);
                    recipients.add(organizationId, id, checked.recipients().toArray(UUID[]::new));
                    SavedRow saved = rows.hold(organizationId, id).orElseThrow();
                    trail.changed(
                            caller.actor(),
                            "saved-report.created",
                            asked.userId(),
                            Told.of(saved, of(saved)).details());
                    return shown(caller, saved, today);
                });
    }

    /**
     * Replaces what a report asks, and who gets it when.
     *
     * @throws ProblemException 404 when there is no such report, 403 {@code not-the-owner}, and as
     *     for a new one
     */
    SavedReport change(Caller caller, UUID id, SavedReportRequest request, Locale locale) {
        requireOwn(caller, row(caller, id));
        SavingRules.Checked checked = rules.check(caller, request);
        UUID organizationId = caller.organizationId();
        LocalDate today = reports.today(caller);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    requireRoom(caller, id, request, false);
                    SavedRow before = own(caller, id);
                    Told told = Told.of(before, of(before));
                    Instant now = now();
                    Definition asked = checked.definition();
                    @Nullable MailSchedule schedule = request.schedule();
                    rows.change(
                            organizationId,
                            id,
                            request.name(),
                            asked.report().json(),
                            asked.period().json(),
                            asked.userId(),
                            asked.teamId(),
                            asked.projectId(),
                            asked.groupBy() == null ? null : asked.groupBy().json(),
                            locale.getLanguage(),
                            schedule == null ? null : schedule.every().json(),
                            schedule == null ? null : json(schedule.weekday()),
                            schedule == null ? null : schedule.dayOfMonth(),
                            schedule == null ? null : schedule.at(),
                            schedule == null ? null : schedule.format().json(),
                            times.next(organizationId, caller.userId(), schedule, now),
                            now);
                    replaceRecipients(before, checked.recipients());
                    SavedRow saved = rows.hold(organizationId, id).orElseThrow();
                    Map<String, Object> changes = told.changesTo(Told.of(saved, of(saved)));
                    if (!changes.isEmpty()) {
                        trail.changed(
                                caller.actor(), "saved-report.changed", asked.userId(), changes);
                    }
                    return shown(caller, saved, today);
                });
    }

    private void requireRoom(Caller caller, UUID id, SavedReportRequest request, boolean isAdded) {
        // No other is added meanwhile. Before any report is held, as by whoever changes the person.
        var unused = users.hold(caller.userId());
        UUID organizationId = caller.organizationId();
        if (isAdded && rows.countOf(organizationId, caller.userId()) >= MOST) {
            throw tooMany("saved reports", MOST);
        }
        if (request.schedule() != null
                && rows.countOfMailed(organizationId, caller.userId(), id) >= MOST_MAILED) {
            throw tooMany("saved reports that are mailed", MOST_MAILED);
        }
    }

    private static ProblemException tooMany(String what, int most) {
        return ProblemException.conflict(
                "too-many-saved-reports",
                "Somebody may have at most %d %s; delete one first.".formatted(most, what));
    }

    private void replaceRecipients(SavedRow report, List<UUID> wanted) {
        for (RecipientRepository.Row each : of(report)) {
            if (!wanted.contains(each.userId())) {
                takeOut(each, report.organizationId());
            }
        }
        recipients.add(report.organizationId(), report.id(), wanted.toArray(UUID[]::new));
    }

    /**
     * Deletes a report.
     *
     * @throws ProblemException 404 when there is no such report, 403 {@code not-the-owner}
     */
    void delete(Caller caller, UUID id) {
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    requireOwn(caller, row(caller, id));
                    SavedRow report = own(caller, id);
                    List<RecipientRepository.Row> had = of(report);
                    had.forEach(each -> takeOut(each, report.organizationId()));
                    rows.delete(report.organizationId(), id);
                    trail.changed(
                            caller.actor(),
                            "saved-report.deleted",
                            report.aboutId(),
                            Told.of(report, had).details());
                });
    }

    /**
     * The caller does not get a report any more.
     *
     * @throws ProblemException 404 when there is none that comes to them
     */
    void leave(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    SavedRow report = row(caller, id);
                    RecipientRepository.Row own =
                            of(report).stream()
                                    .filter(each -> each.userId().equals(caller.userId()))
                                    .findFirst()
                                    .orElseThrow(ProblemException::notFound);
                    takeOut(own, organizationId);
                    trail.changed(
                            caller.actor(),
                            "saved-report.left",
                            null,
                            Map.of("name", report.name(), "ownerId", report.userId()));
                });
    }

    /** What was not sent yet is not for them any more. */
    private void takeOut(RecipientRepository.Row recipient, UUID organizationId) {
        UUID mailId = recipient.mailId();
        if (mailId != null) {
            mailer.withdraw(organizationId, mailId);
        }
        recipients.remove(organizationId, recipient.reportId(), recipient.userId());
    }

    private List<RecipientRepository.Row> of(SavedRow report) {
        return recipients.of(report.organizationId(), new UUID[] {report.id()});
    }

    private SavedRow own(Caller caller, UUID id) {
        SavedRow report =
                rows.hold(caller.organizationId(), id).orElseThrow(ProblemException::notFound);
        requireOwn(caller, report);
        return report;
    }

    private static void requireOwn(Caller caller, SavedRow report) {
        if (!report.userId().equals(caller.userId())) {
            throw ProblemException.forbidden(
                    "not-the-owner", "Only its owner may change a saved report; you may leave it.");
        }
    }

    private SavedReport shown(Caller caller, SavedRow row, LocalDate today) {
        return shown(caller, List.of(row), today).getFirst();
    }

    /** In a transaction of the organization. */
    private List<SavedReport> shown(Caller caller, List<SavedRow> found, LocalDate today) {
        UUID organizationId = caller.organizationId();
        Map<UUID, List<RecipientRepository.Row>> had =
                recipients
                        .of(organizationId, found.stream().map(SavedRow::id).toArray(UUID[]::new))
                        .stream()
                        .collect(groupingBy(RecipientRepository.Row::reportId));
        Map<UUID, String> owners =
                recipients
                        .names(
                                organizationId,
                                found.stream()
                                        .map(SavedRow::userId)
                                        .distinct()
                                        .toArray(UUID[]::new))
                        .stream()
                        .collect(
                                toMap(
                                        RecipientRepository.Named::id,
                                        RecipientRepository.Named::name));
        return found.stream()
                .map(row ->
                        shown(
                                caller,
                                row,
                                had.getOrDefault(row.id(), List.of()),
                                owners.getOrDefault(row.userId(), ""),
                                today))
                .toList();
    }

    private static SavedReport shown(
            Caller caller,
            SavedRow row,
            List<RecipientRepository.Row> had,
            String ownerName,
            LocalDate today) {
        boolean isOwn = row.userId().equals(caller.userId());
        Stream<RecipientRepository.Row> visible =
                had.stream().filter(each -> isOwn || each.userId().equals(caller.userId()));
        Definition asked = row.definition();
        RelativePeriod.Range days = asked.period().on(today);
        return new SavedReport(
                row.id(),
                row.name(),
                asked.report(),
                asked.period(),
                days.from(),
                days.to(),
                asked.userId(),
                asked.teamId(),
                asked.projectId(),
                asked.groupBy(),
                row.schedule(),
                row.userId(),
                ownerName,
                isOwn,
                visible.map(SavedReport.Recipient::of).toList(),
                row.lastSentAt(),
                isOwn ? row.lastError() : null,
                row.lastError() == null ? row.nextDueAt() : row.nextAttemptAt(),
                row.createdAt(),
                row.updatedAt());
    }

    private static @Nullable String json(@Nullable Weekday weekday) {
        return weekday == null ? null : weekday.json();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

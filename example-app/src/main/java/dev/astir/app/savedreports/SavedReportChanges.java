package dev.astir.app.savedreports;

import dev.astir.app.identity.Caller;
import dev.astir.app.reports.ReportMaker;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps reports under a name, and changes them. Methods block. Thread-safe. */
@Singleton
class SavedReportChanges {

    private final SavedReports saved;
    private final SavedReportRepository rows;
    private final ReportRecipients recipients;
    private final ShownReports shown;
    private final SavingRules rules;
    private final SavingLimits limits;
    private final DueTimes times;
    private final ReportMaker reports;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    SavedReportChanges(
            SavedReports saved,
            SavedReportRepository rows,
            ReportRecipients recipients,
            ShownReports shown,
            SavingRules rules,
            SavingLimits limits,
            DueTimes times,
            ReportMaker reports,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.saved = saved;
        this.rows = rows;
        this.recipients = recipients;
        this.shown = shown;
        this.rules = rules;
        this.limits = limits;
        this.times = times;
        this.reports = reports;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
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
                    limits.requireRoom(caller, id, request, true);
                    SavedRow stored = store(caller, id, request, checked, locale);
                    recipients.add(stored, checked.recipients());
                    trail.changed(
                            caller.actor(),
                            "saved-report.created",
                            checked.definition().userId(),
                            Told.of(stored, recipients.of(stored)).details());
                    return shown.shown(caller, stored, today);
                });
    }

    /**
     * Replaces what a report asks, and who gets it when.
     *
     * @throws ProblemException 404 when there is no such report, 403 {@code not-the-owner}, and as
     *     for a new one
     */
    SavedReport change(Caller caller, UUID id, SavedReportRequest request, Locale locale) {
        saved.row(caller, id).requireOwner(caller);
        SavingRules.Checked checked = rules.check(caller, request);
        UUID organizationId = caller.organizationId();
        LocalDate today = reports.today(caller);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    limits.requireRoom(caller, id, request, false);
                    SavedRow before = saved.hold(caller, id);
                    Told told = Told.of(before, recipients.of(before));
                    SavedRow stored = store(caller, id, request, checked, locale);
                    recipients.replace(before, checked.recipients());
                    Map<String, Object> changes =
                            told.changesTo(Told.of(stored, recipients.of(stored)));
                    if (!changes.isEmpty()) {
                        trail.changed(
                                caller.actor(),
                                "saved-report.changed",
                                checked.definition().userId(),
                                changes);
                    }
                    return shown.shown(caller, stored, today);
                });
    }

    private SavedRow store(
            Caller caller,
            UUID id,
            SavedReportRequest request,
            SavingRules.Checked checked,
            Locale locale) {
        UUID organizationId = caller.organizationId();
        Instant now = now();
        Definition asked = checked.definition();
        @Nullable MailSchedule schedule = request.schedule();
        rows.save(
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
        return rows.hold(organizationId, id).orElseThrow();
    }

    private static @Nullable String json(@Nullable Weekday weekday) {
        return weekday == null ? null : weekday.json();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

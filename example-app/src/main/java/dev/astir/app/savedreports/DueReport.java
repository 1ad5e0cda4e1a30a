package dev.astir.app.savedreports;

import dev.astir.app.identity.Callers;
import dev.astir.app.identity.Callers.Standing;
import dev.astir.app.identity.Role;
import dev.astir.app.mail.DueMails;
import dev.astir.app.mail.Mailer;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails one report that is due, to each who gets it; what could not be made is tried again. Times
 * that were missed are one: the last of them. Methods block. Thread-safe.
 */
@Singleton
class DueReport {

    private static final Logger LOG = LoggerFactory.getLogger(DueReport.class);

    /**
     * Of one person, to others: as many as they may have mailed, each every day. Who changes times
     * again and again gets no further.
     */
    static final RateLimit TO_OTHERS =
            RateLimit.of(
                    "report-mails-to-others",
                    (long) SavingLimits.MOST_MAILED * SavedReportRequest.MOST_RECIPIENTS,
                    Duration.ofDays(1));

    private final SavedReportRepository rows;
    private final RecipientRepository recipients;
    private final DueTimes times;
    private final ReportMails mails;
    private final ErasureGuard guard;
    private final Callers callers;
    private final Mailer mailer;
    private final RateLimits limits;
    private final Trail trail;
    private final Transactions transactions;

    DueReport(
            SavedReportRepository rows,
            RecipientRepository recipients,
            DueTimes times,
            ReportMails mails,
            ErasureGuard guard,
            Callers callers,
            Mailer mailer,
            RateLimits limits,
            Trail trail,
            Transactions transactions) {
        this.rows = rows;
        this.recipients = recipients;
        this.times = times;
        this.mails = mails;
        this.guard = guard;
        this.callers = callers;
        this.mailer = mailer;
        this.limits = limits;
        this.trail = trail;
        this.transactions = transactions;
    }

    /**
     * Mails it.
     *
     * @param taken as it was when this node took it
     * @param isStopped asked between two mails; another node goes on with the others
     */
    void mail(SavedRow taken, Instant now, BooleanSupplier isStopped) {
        UUID organizationId = taken.organizationId();
        MailSchedule schedule = Objects.requireNonNull(taken.schedule());
        Instant known = Objects.requireNonNull(taken.nextDueAt());
        ZoneId zone =
                transactions.inOrganization(
                        organizationId, () -> times.zone(organizationId, taken.userId(), now));
        Instant last = schedule.latest(now, zone);
        Instant due = last.isBefore(known) ? known : last;
        LocalDate today = due.atZone(zone).toLocalDate();
        @Nullable String error = null;
        boolean isSent = false;
        boolean isStoppedEarly = false;
        for (RecipientRepository.Row each : waiting(taken, due)) {
            if (isStopped.getAsBoolean()) {
                isStoppedEarly = true;
                break;
            }
            String ownerId = taken.userId().toString();
            boolean isToOther = !each.userId().equals(taken.userId());
            if (isToOther && limits.tryTake(TO_OTHERS, ownerId).isPresent()) {
                error =
                        "%d mails went to others within a day, which is the most; the rest follows."
                                .formatted(TO_OTHERS.capacity());
                continue;
            }
            try {
                boolean isMailed = mail(taken, schedule, each, due, today);
                if (isToOther && !isMailed) {
                    limits.giveBack(TO_OTHERS, ownerId);
                }
                isSent |= isMailed;
            } catch (RuntimeException e) {
                // Others are not to wait for one whose report fails.
                LOG.warn("Report {} could not be mailed to {}", taken.id(), each.userId(), e);
                error = inWords(e);
            }
        }
        @Nullable Instant sentAt = isSent ? now : null;
        Instant next = schedule.next(now, zone);
        @Nullable String failed = error;
        if (failed == null && !isStoppedEarly) {
            transactions.inOrganization(
                    organizationId,
                    () ->
                            rows.finish(
                                    organizationId,
                                    taken.id(),
                                    known,
                                    taken.attempts(),
                                    next,
                                    sentAt));
            return;
        }
        Instant again = isStoppedEarly ? now : now.plus(DueMails.pause(taken.attempts()));
        transactions.inOrganization(
                organizationId,
                () ->
                        rows.postpone(
                                organizationId,
                                taken.id(),
                                known,
                                again.isAfter(next) ? next : again,
                                failed,
                                sentAt));
    }

    /** Nobody got any: it is tried again then, and its owner is told why. */
    void postpone(SavedRow taken, Instant again, RuntimeException failure) {
        UUID organizationId = taken.organizationId();
        transactions.inOrganization(
                organizationId,
                () ->
                        rows.postpone(
                                organizationId,
                                taken.id(),
                                Objects.requireNonNull(taken.nextDueAt()),
                                again,
                                inWords(failure),
                                null));
    }

    /** Who has not had it for this time; of an owner who sees nobody else, only themselves. */
    private List<RecipientRepository.Row> waiting(SavedRow taken, Instant due) {
        UUID organizationId = taken.organizationId();
        boolean isForOthers =
                callers.find(organizationId, taken.userId())
                        .filter(owner -> owner.caller().mayAskAs(Role.IS_MANAGER))
                        .isPresent();
        List<RecipientRepository.Row> all =
                transactions.inOrganization(
                        organizationId,
                        () -> recipients.of(organizationId, new UUID[] {taken.id()}));
        return all.stream()
                .filter(each -> isForOthers || each.userId().equals(taken.userId()))
                .filter(each -> {
                    Instant before = each.mailedFor();
                    return before == null || before.isBefore(due);
                })
                .toList();
    }

    /** Whether the mail is on its way. */
    private boolean mail(
            SavedRow taken,
            MailSchedule schedule,
            RecipientRepository.Row recipient,
            Instant due,
            LocalDate today) {
        UUID organizationId = taken.organizationId();
        UUID userId = recipient.userId();
        Optional<Standing> reader = callers.find(organizationId, userId);
        if (reader.isEmpty()) {
            return false;
        }
        @Nullable String owner = userId.equals(taken.userId()) ? null : name(taken);
        return guard.mailed(
                organizationId,
                () ->
                        mails.write(
                                taken,
                                reader.get(),
                                recipient.email(),
                                owner,
                                today,
                                schedule.format(),
                                true),
                mail -> {
                    if (recipients.holdActive(organizationId, userId).isEmpty()
                            || recipients.begin(organizationId, taken.id(), userId, due) == 0) {
                        return false;
                    }
                    recipients.mailed(
                            organizationId, taken.id(), userId, mailer.send(organizationId, mail));
                    trail.changed(
                            Actor.app(organizationId),
                            "saved-report.mailed",
                            userId,
                            Map.of("report", taken.name(), "subject", mail.subject()));
                    return true;
                });
    }

    private String name(SavedRow taken) {
        return transactions
                .inOrganization(
                        taken.organizationId(),
                        () -> recipients.names(taken.organizationId(), new UUID[] {taken.userId()}))
                .getFirst()
                .name();
    }

    /** For its owner; nothing of the app's inside. */
    private static String inWords(RuntimeException failure) {
        return failure instanceof ProblemException problem
                ? problem.summary()
                : "The report could not be made; the app's log says why.";
    }
}

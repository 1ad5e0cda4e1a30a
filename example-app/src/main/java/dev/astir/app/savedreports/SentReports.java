package dev.astir.app.savedreports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Callers;
import dev.astir.app.identity.Callers.Standing;
import dev.astir.app.identity.Users;
import dev.astir.app.mail.Mailer;
import dev.astir.app.reports.MadeReport;
import dev.astir.app.reports.ReportFormat;
import dev.astir.app.reports.ReportMaker;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Saved reports as they are now, for whoever asks. Methods block. Thread-safe. */
@Singleton
class SentReports {

    /** Mails that somebody sends to themselves. */
    static final RateLimit MAILS = RateLimit.of("mailed-reports", 10, Duration.ofHours(1));

    private final SavedReports saved;
    private final ReportMaker reports;
    private final ReportMails mails;
    private final ErasureGuard guard;
    private final Callers callers;
    private final Users users;
    private final Mailer mailer;
    private final RateLimits limits;
    private final Transactions transactions;

    SentReports(
            SavedReports saved,
            ReportMaker reports,
            ReportMails mails,
            ErasureGuard guard,
            Callers callers,
            Users users,
            Mailer mailer,
            RateLimits limits,
            Transactions transactions) {
        this.saved = saved;
        this.reports = reports;
        this.mails = mails;
        this.guard = guard;
        this.callers = callers;
        this.users = users;
        this.mailer = mailer;
        this.limits = limits;
        this.transactions = transactions;
    }

    /**
     * The report, of the days that its period is today.
     *
     * @throws ProblemException 404 when there is no such report of the caller's, or they see nobody
     *     of whom it would tell
     */
    MadeReport now(Caller caller, UUID id) {
        SavedRow row = saved.row(caller, id);
        return reports.make(caller, row.definition().on(reports.today(caller)));
    }

    /**
     * Mails it to the caller.
     *
     * @return the address
     * @throws ProblemException as {@link #now}, 409 {@code no-mail}, 429 after too many
     */
    String send(Caller caller, UUID id) {
        SavedRow row = saved.row(caller, id);
        if (!mailer.isConfigured()) {
            throw ProblemException.conflict(
                    "no-mail",
                    "Nothing can be mailed: this app has no mail server (ASTIR_SMTP_URL).");
        }
        if (!reports.mayAsk(caller, row.definition().on(reports.today(caller)))) {
            throw ProblemException.notFound("You see nobody of whom this report would tell.");
        }
        return limits.countingSuccesses(
                MAILS,
                caller.userId().toString(),
                "You had many reports mailed; try again later.",
                () -> mail(caller, row));
    }

    private String mail(Caller caller, SavedRow row) {
        UUID organizationId = caller.organizationId();
        // With an API token somebody may be less than they are: the mail is for the caller.
        Standing reader =
                callers.find(organizationId, caller.userId())
                        .map(standing -> new Standing(caller, standing.setupRequired()))
                        .orElseThrow(ProblemException::notFound);
        String email =
                transactions
                        .inOrganization(organizationId, () -> users.findById(caller.userId()))
                        .orElseThrow(ProblemException::notFound)
                        .email();
        ReportFormat format =
                Optional.ofNullable(row.schedule())
                        .map(MailSchedule::format)
                        .orElse(ReportFormat.PDF);
        guard.mailed(
                organizationId,
                () -> mails.write(row, reader, email, null, reports.today(caller), format, false),
                mail -> mailer.send(organizationId, mail));
        return email;
    }
}

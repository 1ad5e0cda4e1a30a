package dev.astir.app.savedreports;

import dev.astir.app.identity.Caller;
import dev.astir.app.mail.Mailer;
import dev.astir.app.reports.ReportMaker;
import dev.astir.app.savedreports.SavedReport.Listed;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reports that are kept under a name. Each is its owner's; those who get it see it. {@link
 * SavedReportChanges} changes them. Methods block. Thread-safe.
 */
@Singleton
class SavedReports {

    private final SavedReportRepository rows;
    private final ShownReports shown;
    private final ReportMaker reports;
    private final Mailer mailer;
    private final Transactions transactions;

    SavedReports(
            SavedReportRepository rows,
            ShownReports shown,
            ReportMaker reports,
            Mailer mailer,
            Transactions transactions) {
        this.rows = rows;
        this.shown = shown;
        this.reports = reports;
        this.mailer = mailer;
        this.transactions = transactions;
    }

    /** The caller's, and those that come to them. */
    Listed page(Caller caller, @Nullable UUID after, int limit) {
        LocalDate today = reports.today(caller);
        Page<SavedReport> page =
                transactions.inOrganization(
                        caller.organizationId(),
                        () ->
                                Page.of(
                                        shown.shown(
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
                caller.organizationId(), () -> shown.shown(caller, row(caller, id), today));
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
     * The caller's own, which nobody else changes until the caller's transaction ends.
     *
     * @throws ProblemException 404 when there is none, 403 {@code not-the-owner}
     */
    SavedRow hold(Caller caller, UUID id) {
        SavedRow report =
                rows.hold(caller.organizationId(), id).orElseThrow(ProblemException::notFound);
        report.requireOwner(caller);
        return report;
    }
}

package dev.astir.app.savedreports;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Lets go of saved reports: their owner deletes them, those who get one may leave it. Methods
 * block. Thread-safe.
 */
@Singleton
class SavedReportEnds {

    private final SavedReports saved;
    private final SavedReportRepository rows;
    private final ReportRecipients recipients;
    private final Trail trail;
    private final Transactions transactions;

    SavedReportEnds(
            SavedReports saved,
            SavedReportRepository rows,
            ReportRecipients recipients,
            Trail trail,
            Transactions transactions) {
        this.saved = saved;
        this.rows = rows;
        this.recipients = recipients;
        this.trail = trail;
        this.transactions = transactions;
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
                    saved.row(caller, id).requireOwner(caller);
                    delete(caller.actor(), saved.hold(caller, id));
                });
    }

    /** Deletes one, and takes back what waits of it; in a transaction of the organization. */
    void delete(Actor actor, SavedRow report) {
        List<RecipientRepository.Row> had = recipients.of(report);
        had.forEach(each -> recipients.takeOut(report, each));
        rows.delete(report.organizationId(), report.id());
        trail.changed(
                actor, "saved-report.deleted", report.aboutId(), Told.of(report, had).details());
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
                    SavedRow report = saved.row(caller, id);
                    RecipientRepository.Row own =
                            recipients.of(report).stream()
                                    .filter(each -> each.userId().equals(caller.userId()))
                                    .findFirst()
                                    .orElseThrow(ProblemException::notFound);
                    recipients.takeOut(report, own);
                    trail.changed(
                            caller.actor(),
                            "saved-report.left",
                            null,
                            Map.of("name", report.name(), "ownerId", report.userId()));
                });
    }
}

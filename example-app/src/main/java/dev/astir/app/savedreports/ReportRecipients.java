package dev.astir.app.savedreports;

import dev.astir.app.mail.Mailer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Who gets a saved report; in the caller's transaction of the organization. Thread-safe. */
@Singleton
class ReportRecipients {

    private final RecipientRepository recipients;
    private final Mailer mailer;

    ReportRecipients(RecipientRepository recipients, Mailer mailer) {
        this.recipients = recipients;
        this.mailer = mailer;
    }

    /** They, by name. */
    List<RecipientRepository.Row> of(SavedRow report) {
        return recipients.of(report.organizationId(), new UUID[] {report.id()});
    }

    /** Adds those who do not have it yet. */
    void add(SavedRow report, List<UUID> wanted) {
        recipients.add(report.organizationId(), report.id(), wanted.toArray(UUID[]::new));
    }

    /** From now on these get it, and no others. */
    void replace(SavedRow report, List<UUID> wanted) {
        for (RecipientRepository.Row each : of(report)) {
            if (!wanted.contains(each.userId())) {
                takeOut(report, each);
            }
        }
        add(report, wanted);
    }

    /** What was not sent yet is not for them any more. */
    void takeOut(SavedRow report, RecipientRepository.Row recipient) {
        UUID organizationId = report.organizationId();
        UUID mailId = recipient.mailId();
        if (mailId != null) {
            mailer.withdraw(organizationId, mailId);
        }
        recipients.remove(organizationId, report.id(), recipient.userId());
    }
}

package dev.astir.app.savedreports;

import dev.astir.app.identity.Status;
import dev.astir.app.mail.Mailer;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.trail.Actor;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * What becomes of saved reports when people change, in the same transaction: mails that wait for
 * somebody who may not come in are taken back; those of a person who is removed, and on them, are
 * deleted. Thread-safe.
 */
@Singleton
class PeopleOfSavedReports {

    private final SavedReportRepository rows;
    private final RecipientRepository recipients;
    private final Mailer mailer;
    private final SavedReportEnds ends;

    PeopleOfSavedReports(
            SavedReportRepository rows,
            RecipientRepository recipients,
            Mailer mailer,
            SavedReportEnds ends) {
        this.rows = rows;
        this.recipients = recipients;
        this.mailer = mailer;
        this.ends = ends;
    }

    @EventListener
    void changed(PersonChanged person) {
        UUID organizationId = person.organizationId();
        if (person.status() == Status.ACTIVE) {
            return;
        }
        // Reports are held before what belongs to them, as by their owners.
        List<SavedRow> gone =
                person.status() == Status.REMOVED
                        ? rows.of(organizationId, person.userId())
                        : List.of();
        recipients
                .waitingMails(organizationId, person.userId())
                .forEach(mail -> mailer.withdraw(organizationId, mail));
        if (person.status() == Status.REMOVED) {
            recipients.removeEverywhere(organizationId, person.userId());
            gone.forEach(report -> ends.delete(Actor.app(organizationId), report));
        }
    }
}

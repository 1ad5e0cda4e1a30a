package dev.astir.app.notifications;

import dev.astir.app.identity.Status;
import dev.astir.app.mail.Mailer;
import dev.astir.app.mail.MailsWithdrawn;
import dev.astir.app.people.PersonChanged;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What becomes of notifications when people change, in the same transaction: a mail that waits for
 * somebody who may not come in is taken back; what an erasure took back is made anew. Thread-safe.
 */
@Singleton
class PeopleOfNotifications {

    private final ChoiceRepository choices;
    private final DigestRepository digests;
    private final SeenRepository seen;
    private final Mailer mailer;
    private final Clock clock;

    PeopleOfNotifications(
            ChoiceRepository choices,
            DigestRepository digests,
            SeenRepository seen,
            Mailer mailer,
            Clock clock) {
        this.choices = choices;
        this.digests = digests;
        this.seen = seen;
        this.mailer = mailer;
        this.clock = clock;
    }

    @EventListener
    void changed(PersonChanged person) {
        UUID organizationId = person.organizationId();
        if (person.status() == Status.ACTIVE) {
            return;
        }
        digests.waitingMail(organizationId, person.userId())
                .ifPresent(mail -> mailer.withdraw(organizationId, mail));
        if (person.status() == Status.REMOVED) {
            choices.delete(organizationId, person.userId());
            seen.delete(organizationId, person.userId());
        }
    }

    @EventListener
    void withdrawn(MailsWithdrawn withdrawn) {
        digests.makeDue(
                withdrawn.organizationId(),
                withdrawn.mails().toArray(UUID[]::new),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}

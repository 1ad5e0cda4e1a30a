package dev.astir.app.notifications;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Status;
import dev.astir.app.mail.Mailer;
import dev.astir.app.mail.MailsWithdrawn;
import dev.astir.app.organizations.OrganizationSaved;
import dev.astir.app.people.PersonChanged;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of notifications when people change, in the same transaction: a mail that waits for
 * somebody who may not come in is taken back; times follow the clock of another zone; what an
 * erasure took back is made anew. Thread-safe.
 */
@Singleton
class PeopleOfNotifications {

    private final ChoiceRepository choices;
    private final DigestRepository digests;
    private final SeenRepository seen;
    private final Days days;
    private final Mailer mailer;
    private final Clock clock;

    PeopleOfNotifications(
            ChoiceRepository choices,
            DigestRepository digests,
            SeenRepository seen,
            Days days,
            Mailer mailer,
            Clock clock) {
        this.choices = choices;
        this.digests = digests;
        this.seen = seen;
        this.days = days;
        this.mailer = mailer;
        this.clock = clock;
    }

    @EventListener
    void changed(PersonChanged person) {
        UUID organizationId = person.organizationId();
        if (person.status() == Status.ACTIVE) {
            follow(organizationId, person.userId());
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
    void saved(OrganizationSaved saved) {
        follow(saved.organization().id(), null);
    }

    @EventListener
    void withdrawn(MailsWithdrawn withdrawn) {
        digests.makeDue(withdrawn.organizationId(), withdrawn.mails().toArray(UUID[]::new), now());
    }

    /** What is due already is mailed for that time. */
    private void follow(UUID organizationId, @Nullable UUID person) {
        List<ChoiceRow> mailed = choices.mailed(organizationId, person);
        Map<UUID, PersonCalendar> calendars =
                days.of(
                        organizationId,
                        mailed.stream().map(ChoiceRow::userId).collect(Collectors.toSet()));
        Instant now = now();
        for (ChoiceRow row : mailed) {
            Instant due = row.nextDueAt();
            @Nullable PersonCalendar calendar = calendars.get(row.userId());
            if (due == null || !due.isAfter(now) || calendar == null) {
                continue;
            }
            @Nullable Instant moved = row.time().next(now, calendar.zone(calendar.dateOf(now)));
            if (moved != null && !moved.equals(due)) {
                choices.move(organizationId, row.userId(), moved);
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package dev.astir.app.notifications;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Status;
import dev.astir.app.mail.Mailer;
import dev.astir.app.mail.MailsWithdrawn;
import dev.astir.app.organizations.OrganizationSaved;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of notifications when people change: a mail that waits for somebody who may not come
 * in is taken back; times follow the clock of another zone; what an erasure took back is made anew.
 * In the same transaction, but for what an organization changes. Thread-safe.
 */
@Singleton
class PeopleOfNotifications {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleOfNotifications.class);

    private final ChoiceRepository choices;
    private final DigestRepository digests;
    private final SeenRepository seen;
    private final Days days;
    private final Mailer mailer;
    private final Transactions transactions;
    private final Clock clock;

    PeopleOfNotifications(
            ChoiceRepository choices,
            DigestRepository digests,
            SeenRepository seen,
            Days days,
            Mailer mailer,
            Transactions transactions,
            Clock clock) {
        this.choices = choices;
        this.digests = digests;
        this.seen = seen;
        this.days = days;
        this.mailer = mailer;
        this.transactions = transactions;
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

    /**
     * After the change, which holds the organization: whoever chooses just now holds a row of ours,
     * and waits for the organization. Where it fails, the next digest comes by the old clock.
     */
    @TransactionalEventListener
    void saved(OrganizationSaved saved) {
        UUID organizationId = saved.organization().id();
        try {
            transactions.inOrganization(organizationId, () -> follow(organizationId, null));
        } catch (RuntimeException e) {
            LOG.error("Digests in {} did not follow its clock", organizationId, e);
        }
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

package dev.astir.app.mail;

import dev.astir.app.platform.Settings;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts mail into the outbox. Nobody waits for the mail server: a mail is a row of the caller's
 * transaction, so it is sent if, and only if, that commits. {@link MailSender} sends it. What it
 * says is deleted once it is sent or given up, because a link in it may be a secret. Thread-safe.
 */
@Singleton
public class Mailer {

    private final Settings settings;
    private final Transactions transactions;
    private final MailRepository mails;
    private final ApplicationEventPublisher<MailQueued> events;
    private final ApplicationEventPublisher<MailsWithdrawn> withdrawals;
    private final Clock clock;

    Mailer(
            Settings settings,
            Transactions transactions,
            MailRepository mails,
            ApplicationEventPublisher<MailQueued> events,
            ApplicationEventPublisher<MailsWithdrawn> withdrawals,
            Clock clock) {
        this.settings = settings;
        this.transactions = transactions;
        this.mails = mails;
        this.events = events;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /** Whether {@code ASTIR_SMTP_URL} is set. Without it, links go by hand. */
    public boolean isConfigured() {
        return settings.smtp().isPresent();
    }

    /**
     * Sends a mail soon after the caller's transaction, or its own where none is open.
     *
     * @param organizationId whose mail it is; it is deleted with the organization
     * @return the mail's id in the table {@code mails}, which keeps how far it got for at least a
     *     week after it means nothing any more
     * @throws IllegalStateException when no mail is configured
     */
    public UUID send(UUID organizationId, Mail mail) {
        if (!isConfigured()) {
            throw new IllegalStateException("no mail can be sent: ASTIR_SMTP_URL is not set");
        }
        UUID id = UUID.randomUUID();
        MailText text = MailText.of(mail);
        Mail.@Nullable Attachment file = mail.attachment();
        transactions.inOrganization(
                organizationId,
                () -> {
                    mails.add(
                            organizationId,
                            id,
                            mail.to(),
                            mail.subject(),
                            text.plain(),
                            text.html(),
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            mail.goodUntil(),
                            mail.aboutPeople());
                    if (file != null) {
                        mails.attach(
                                organizationId, id, file.content(), file.name(), file.mediaType());
                    }
                    events.publishEvent(new MailQueued());
                });
        return id;
    }

    /**
     * Takes a mail back that was not sent yet, such as one whose link means nothing any more. One
     * that is being sent just now arrives all the same. Its row goes if it was still there to take.
     */
    public void withdraw(UUID organizationId, UUID id) {
        transactions.inOrganization(organizationId, () -> mails.withdraw(organizationId, id));
    }

    /**
     * Takes back all mails of an organization that tell of others than who gets them, as {@link
     * #withdraw} does, and tells those who made them which they were: {@link MailsWithdrawn}.
     */
    public void withdrawAboutPeople(UUID organizationId) {
        transactions.inOrganization(
                organizationId,
                () -> {
                    List<UUID> gone = mails.withdrawAboutPeople(organizationId);
                    if (!gone.isEmpty()) {
                        withdrawals.publishEvent(new MailsWithdrawn(organizationId, gone));
                    }
                });
    }
}

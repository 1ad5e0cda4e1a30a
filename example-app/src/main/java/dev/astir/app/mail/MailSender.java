package dev.astir.app.mail;

import dev.astir.app.tenancy.Transactions;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due of the outbox, one mail at a time. Each is leased by the node that sends it,
 * and no connection to the database is held meanwhile. A node that ends after the server took a
 * mail, and before the row says so, makes it arrive twice; never not at all. Thread-safe.
 */
final class MailSender {

    /** Longer than all timeouts of one mail together. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

    /** After so many attempts so long; the last goes on. */
    private static final List<Duration> BACK_OFF =
            List.of(
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(4));

    private final Transactions transactions;
    private final MailRepository mails;
    private final SmtpTransport transport;
    private final Clock clock;
    private volatile boolean stopped;

    MailSender(
            Transactions transactions, MailRepository mails, SmtpTransport transport, Clock clock) {
        this.transactions = transactions;
        this.mails = mails;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Sends what is due, until nothing is, or the server takes none.
     *
     * @param stopping whether to end after the mail that is sent just now
     */
    synchronized void sendDue(BooleanSupplier stopping) {
        transactions.<Long>asSystem(() -> mails.giveUp(now()));
        while (!stopped && !stopping.getAsBoolean()) {
            @Nullable QueuedMail mail =
                    transactions.<@Nullable QueuedMail>asSystem(
                            () -> mails.take(now(), now().plus(LEASE)));
            if (mail == null || !send(mail)) {
                return;
            }
        }
    }

    /** Whether the next mail is worth trying. */
    private boolean send(QueuedMail mail) {
        try {
            transport.send(mail);
        } catch (MessagingException e) {
            Refusal refusal = Refusal.of(e);
            // The cause names the server, not what the mail says.
            LOG.warn(
                    "Mail {} was not sent, attempt {}: {}",
                    mail.id(),
                    mail.attempts(),
                    refusal.isServers() ? cause(e) : refusal.text());
            transactions.asSystem(() -> refused(mail, refusal));
            return !refusal.isServers();
        }
        transactions.asSystem(
                () -> mails.finish(mail.organizationId(), mail.id(), MailStatus.SENT, null));
        return true;
    }

    private void refused(QueuedMail mail, Refusal refusal) {
        if (refusal.isFinal()) {
            mails.finish(mail.organizationId(), mail.id(), MailStatus.FAILED, refusal.text());
        } else {
            Duration pause = BACK_OFF.get(Math.min(mail.attempts(), BACK_OFF.size()) - 1);
            mails.postpone(mail.organizationId(), mail.id(), refusal.text(), now().plus(pause));
        }
    }

    private static String cause(MessagingException failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Ends after the mail that is sent just now, which is not waited for. */
    void stop() {
        stopped = true;
    }
}

package dev.astir.app.identity;

import dev.astir.app.mail.Mail;
import dev.astir.app.mail.Mailer;
import dev.astir.app.platform.Background;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears who forgot their password, or says so. Where mail can be sent, they get a link for each
 * account; else administrators see that they asked. Thread-safe.
 */
@Singleton
class ForgottenPasswords {

    /** How long administrators see that somebody asked. */
    static final Duration WAITING = Duration.ofDays(7);

    /** Of accounts with one e-mail, drawn by lot where there are more: a mailbox is no target. */
    static final int MOST_ACCOUNTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenPasswords.class);

    private final PasswordResetRepository rows;
    private final ResetLinks links;
    private final Users users;
    private final Transactions transactions;
    private final Trail trail;
    private final Mailer mailer;
    private final Background background;
    private final Clock clock;

    ForgottenPasswords(
            PasswordResetRepository rows,
            ResetLinks links,
            Users users,
            Transactions transactions,
            Trail trail,
            Mailer mailer,
            Background background,
            Clock clock) {
        this.rows = rows;
        this.links = links;
        this.users = users;
        this.transactions = transactions;
        this.trail = trail;
        this.mailer = mailer;
        this.background = background;
        this.clock = clock;
    }

    /** Whether links go by mail; else by an administrator. */
    boolean isByMail() {
        return mailer.isConfigured();
    }

    /**
     * Somebody forgot the password of the accounts with this e-mail. All of it is done after the
     * answer, so that neither that nor its time tells whether there are any.
     */
    void request(String email) {
        background.execute(() -> {
            try {
                people(email).forEach(this::hear);
            } catch (RuntimeException e) {
                LOG.error("Somebody who forgot their password was not heard", e);
            }
        });
    }

    private List<User> people(String email) {
        List<User> found =
                new ArrayList<>(transactions.asSystem(() -> users.findByEmail(email.strip())));
        Collections.shuffle(found);
        return found.stream().filter(ResetLinks::mayHaveOne).limit(MOST_ACCOUNTS).toList();
    }

    private void hear(User user) {
        UUID organization = user.organizationId();
        transactions.inOrganization(
                organization,
                () -> {
                    if (mailer.isConfigured()) {
                        mailer.send(organization, mail(user, links.make(user, null)));
                    } else {
                        Instant now = clock.instant();
                        rows.addWaiting(
                                organization, UUID.randomUUID(), user.id(), now, now.plus(WAITING));
                    }
                    // Who it was, nobody knows.
                    trail.changed(
                            Actor.app(organization),
                            "password-reset.requested",
                            user.id(),
                            Map.of());
                });
    }

    private Mail mail(User user, ResetLinks.ResetLink link) {
        String organization = users.organizations(List.of(user.organizationId())).getFirst().name();
        return new Mail(
                user.email(),
                "A new password for Astir",
                List.of(
                        "Somebody, probably you, asked for a new password for your account at "
                                + organization
                                + "."),
                new Mail.Link("Choose a new password", link.url()),
                List.of(
                        "The link works once, within an hour. It signs you out everywhere.",
                        "If it was not you, ignore this mail: your password stays as it is."),
                link.expiresAt());
    }
}

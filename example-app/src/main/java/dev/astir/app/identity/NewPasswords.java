package dev.astir.app.identity;

import dev.astir.app.mail.Mail;
import dev.astir.app.mail.Mailer;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.PublicAddress;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What another password means for everything that the old one, or its loss, let in. Thread-safe.
 */
@Singleton
class NewPasswords {

    /** Late is better than never, for a few days. */
    private static final Duration NOTICE = Duration.ofDays(3);

    private final Users users;
    private final OpenSignInRepository signIns;
    private final PasswordResetRepository resets;
    private final Trail trail;
    private final Mailer mailer;
    private final PublicAddress address;
    private final Clock clock;

    NewPasswords(
            Users users,
            OpenSignInRepository signIns,
            PasswordResetRepository resets,
            Trail trail,
            Mailer mailer,
            PublicAddress address,
            Clock clock) {
        this.users = users;
        this.signIns = signIns;
        this.resets = resets;
        this.trail = trail;
        this.mailer = mailer;
        this.address = address;
        this.clock = clock;
    }

    /**
     * Stores a password, ends sign-ins and all open resets, and tells the trail and, by mail, the
     * person; in the caller's transaction, which holds the person, and which {@link
     * SignIns#accessChanged} follows.
     *
     * @param kept the sign-in that goes on; null for none
     */
    void store(
            Actor actor,
            String action,
            User user,
            String hash,
            @Nullable UUID kept,
            Map<String, ?> details) {
        Instant now = clock.instant();
        users.changePassword(user.id(), hash, now);
        signIns.endAll(user.id(), kept, now);
        resets.deleteAllOf(user.id());
        trail.changed(actor, action, user.id(), details);
        if (mailer.isConfigured()) {
            mailer.send(user.organizationId(), notice(user, now));
        }
    }

    /** Whoever did not do it hears of it. */
    private Mail notice(User user, Instant now) {
        String organization = users.organizations(List.of(user.organizationId())).getFirst().name();
        return new Mail(
                user.email(),
                "Your password for Astir was changed",
                List.of(
                        "The password of your account at "
                                + organization
                                + " was changed, and what was signed in by the old one is signed"
                                + " out.",
                        "If it was not you, ask for a new one now, and tell your administrator."),
                new Mail.Link("Ask for a new password", address.link("/forgot-password")),
                List.of(),
                now.plus(NOTICE));
    }
}

package dev.astir.app.identity;

import dev.astir.app.platform.Background;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.PublicAddress;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How somebody who forgot their password comes by a link: an administrator sees that they asked,
 * and hands them one. Methods block, but for {@link #request}. Thread-safe.
 */
@Singleton
class ResetLinks {

    /** How long a link is good. */
    static final Duration LIFETIME = Duration.ofHours(1);

    /** How long administrators see that somebody asked. */
    static final Duration WAITING = Duration.ofDays(7);

    /**
     * Of accounts with one e-mail, drawn by lot where there are more: nobody's mailbox is a target.
     */
    static final int MOST_ACCOUNTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(ResetLinks.class);

    private final PasswordResetRepository rows;
    private final Users users;
    private final Transactions transactions;
    private final Trail trail;
    private final PublicAddress address;
    private final Background background;
    private final Clock clock;

    /** A link, shown once. */
    @Introspected
    record ResetLink(URI url, Instant expiresAt) {}

    ResetLinks(
            PasswordResetRepository rows,
            Users users,
            Transactions transactions,
            Trail trail,
            PublicAddress address,
            Background background,
            Clock clock) {
        this.rows = rows;
        this.users = users;
        this.transactions = transactions;
        this.trail = trail;
        this.address = address;
        this.background = background;
        this.clock = clock;
    }

    /**
     * Somebody forgot the password of the accounts with this e-mail, or says so. All of it is done
     * after the answer, so that neither that nor its time tells whether there are any.
     */
    void request(String email) {
        background.execute(() -> {
            try {
                for (User user : people(email)) {
                    request(user);
                }
            } catch (RuntimeException e) {
                LOG.error("Somebody who forgot their password was not heard", e);
            }
        });
    }

    /** The suspended get none, nor do those who come in without a password. */
    private List<User> people(String email) {
        List<User> found =
                new ArrayList<>(transactions.asSystem(() -> users.findByEmail(email.strip())));
        Collections.shuffle(found);
        return found.stream().filter(ResetLinks::mayHaveOne).limit(MOST_ACCOUNTS).toList();
    }

    private static boolean mayHaveOne(User user) {
        return user.status() == Status.ACTIVE && Bcrypt.isHash(user.passwordHash());
    }

    private void request(User user) {
        Instant now = clock.instant();
        UUID organization = user.organizationId();
        transactions.inOrganization(
                organization,
                () -> {
                    rows.addWaiting(
                            organization, UUID.randomUUID(), user.id(), now, now.plus(WAITING));
                    // Who it was, nobody knows.
                    trail.changed(
                            Actor.app(organization),
                            "password-reset.requested",
                            user.id(),
                            Map.of());
                });
    }

    /** The organization's people who wait for a link, the longest first. */
    Page<PasswordResetRequest> waiting(UUID organizationId, @Nullable UUID after, int limit) {
        List<PasswordResetRequest> found =
                transactions.inOrganization(
                        organizationId, () -> rows.waiting(clock.instant(), after, limit + 1));
        return Page.of(found, limit, request -> request.id().toString());
    }

    /**
     * Makes a link for a person, in place of those that administrators took before. Also for
     * another administrator: without mail there is no other way, and whoever may change roles could
     * take the role, make a link, and give the role back. What holds is that the trail names who
     * took it, that the person finds all their sign-ins ended, and that no link passes by a second
     * factor. Not for oneself: a sign-in that somebody left open must not do without the present
     * password.
     *
     * @throws ProblemException 404 when there is no such person, 409 {@code own-password}, {@code
     *     suspended} or {@code no-password} when the person may have no link
     */
    ResetLink issue(Caller caller, UUID userId) {
        if (userId.equals(caller.userId())) {
            throw ProblemException.conflict(
                    "own-password", "Change your own password with the present one.");
        }
        Instant now = clock.instant();
        String token = OpaqueTokens.generate("");
        Instant expiresAt = now.plus(LIFETIME);
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    demandMayHaveOne(users.hold(userId).orElseThrow(ProblemException::notFound));
                    rows.deleteReplaced(userId);
                    rows.addLink(
                            caller.organizationId(),
                            UUID.randomUUID(),
                            userId,
                            OpaqueTokens.hash(token),
                            now,
                            expiresAt,
                            caller.userId());
                    trail.changed(
                            caller.actor(),
                            "password-reset.issued",
                            userId,
                            Map.of("expiresAt", expiresAt.toString()));
                });
        return new ResetLink(address.link("/reset-password?token=" + token), expiresAt);
    }

    private static void demandMayHaveOne(User user) {
        if (user.status() != Status.ACTIVE) {
            throw ProblemException.conflict(
                    "suspended", "This person is suspended; let them in again first.");
        }
        if (!mayHaveOne(user)) {
            throw ProblemException.conflict(
                    "no-password", "This person signs in without a password.");
        }
    }
}

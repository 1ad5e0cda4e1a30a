package dev.astir.app.identity;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Changes the password of whoever is signed in and knows the present one. Thread-safe. */
@Singleton
class OwnPassword {

    /** Somebody at an open screen does not guess at leisure; good attempts count as well. */
    static final RateLimit LIMIT = RateLimit.oneEach("change-password", 5, Duration.ofMinutes(1));

    private final Users users;
    private final Passwords passwords;
    private final NewPasswords newPasswords;
    private final SignIns signIns;
    private final Transactions transactions;
    private final RateLimits limits;

    OwnPassword(
            Users users,
            Passwords passwords,
            NewPasswords newPasswords,
            SignIns signIns,
            Transactions transactions,
            RateLimits limits) {
        this.users = users;
        this.passwords = passwords;
        this.newPasswords = newPasswords;
        this.signIns = signIns;
        this.transactions = transactions;
        this.limits = limits;
    }

    /**
     * Changes it, and ends all sign-ins of the person but the one that asks.
     *
     * @param signIn the one that asks
     * @throws ProblemException 400 when the rules do not allow the new one, 403 {@code
     *     wrong-password} when the present one is another, 409 {@code no-password} when there is
     *     none, 429 after too many attempts
     */
    void change(Caller caller, UUID signIn, String present, String wanted) {
        passwords.demandAllowed("newPassword", wanted);
        String key = caller.userId().toString();
        limits.take(LIMIT, key, "Too many attempts to change the password; try again later.");
        String hash;
        User user;
        try {
            user = transactions.inOrganization(caller.organizationId(), () -> find(caller));
            if (!Bcrypt.isHash(user.passwordHash())) {
                throw none();
            }
            if (!passwords.isOf(user, present)) {
                throw wrong();
            }
            hash = passwords.hash(caller.organizationId(), user.email(), wanted);
        } catch (ProblemException e) {
            if (!e.isForbidden()) {
                limits.giveBack(LIMIT, key); // nothing was compared, or in vain
            }
            throw e;
        }
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    User now = users.hold(user.id()).orElseThrow(ProblemException::notFound);
                    // Of two changes at once, the second knows a password that is one no more.
                    if (!now.passwordChangedAt().equals(user.passwordChangedAt())) {
                        throw wrong();
                    }
                    newPasswords.store(
                            caller.actor(), "password.changed", now, hash, signIn, Map.of());
                });
        signIns.accessChanged(caller.userId());
    }

    private User find(Caller caller) {
        return users.findById(caller.userId()).orElseThrow(ProblemException::notFound);
    }

    private static ProblemException none() {
        return ProblemException.conflict(
                "no-password",
                "You have no password: you sign in with your organization. An administrator can"
                        + " give you a link to choose one.");
    }

    private static ProblemException wrong() {
        return ProblemException.wrongSecret(
                "wrong-password", "currentPassword", "must be your current password");
    }
}

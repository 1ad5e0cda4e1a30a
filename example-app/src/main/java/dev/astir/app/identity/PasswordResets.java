package dev.astir.app.identity;

import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes the password of whoever has a link that does: once, and within {@link
 * ResetLinks#LIFETIME}. It changes nothing else, a second factor least of all, and signs nobody in.
 * Methods block. Thread-safe.
 */
@Singleton
class PasswordResets {

    /** As the trail tells by what the person came in. */
    private static final String VIA = "reset link";

    private final PasswordResetRepository rows;
    private final Users users;
    private final Passwords passwords;
    private final NewPasswords newPasswords;
    private final SignIns signIns;
    private final ApiTokenEnds apiTokens;
    private final Transactions transactions;
    private final Clock clock;

    PasswordResets(
            PasswordResetRepository rows,
            Users users,
            Passwords passwords,
            NewPasswords newPasswords,
            SignIns signIns,
            ApiTokenEnds apiTokens,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.users = users;
        this.passwords = passwords;
        this.newPasswords = newPasswords;
        this.signIns = signIns;
        this.apiTokens = apiTokens;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Uses a link: stores the password, and ends all sign-ins and all other resets of its person,
     * and their API tokens: whoever knew the lost password could have made some.
     *
     * @throws ProblemException 400 when the rules do not allow the password, which leaves the link
     *     as it is; 410 {@code reset-link-invalid}, in one wording, when the link is unknown, used
     *     or expired, its person may not come in, or who took it is no administrator any more
     */
    void use(String token, String password) {
        passwords.demandAllowed("newPassword", password);
        byte[] hash = OpaqueTokens.hash(token);
        PasswordResetRepository.Link link =
                transactions
                        .asSystem(() -> rows.findLink(hash))
                        .filter(found -> found.status() == Status.ACTIVE)
                        .filter(found -> clock.instant().isBefore(found.expiresAt()))
                        .orElseThrow(PasswordResets::invalid);
        // Nobody guesses a token, so who has one is no stranger.
        String stored = passwords.hash(link.organizationId(), link.email(), password);
        transactions.inOrganization(
                link.organizationId(),
                () -> {
                    store(link, hash, stored);
                    apiTokens.all(
                            new Actor(link.organizationId(), link.userId(), VIA), link.userId());
                });
        signIns.accessChanged(link.userId());
    }

    private void store(PasswordResetRepository.Link link, byte[] hash, String stored) {
        // The person before the link: of two links at once, each would wait for the other's.
        User user =
                users.hold(link.userId())
                        .filter(held -> held.status() == Status.ACTIVE)
                        .orElseThrow(PasswordResets::invalid);
        if (rows.deleteLink(hash, clock.instant()) == 0) {
            throw invalid();
        }
        @Nullable UUID issuedBy = link.issuedBy();
        newPasswords.store(
                new Actor(link.organizationId(), link.userId(), VIA),
                "password.reset",
                user,
                stored,
                null,
                issuedBy == null ? Map.of() : Map.of("issuedBy", issuedBy));
    }

    private static ProblemException invalid() {
        return ProblemException.gone(
                "reset-link-invalid",
                "This link was used already, has expired, or never was one. Ask for a new one.");
    }
}

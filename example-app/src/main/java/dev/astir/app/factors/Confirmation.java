package dev.astir.app.factors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Passwords;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a change of somebody's factors is their own wish, and not of whoever found their screen
 * open: they have just signed in, or give their password and, if they have one, a code.
 * Thread-safe.
 */
@Singleton
class Confirmation {

    /** How long a sign-in is proof enough. */
    static final Duration FRESH = Duration.ofMinutes(10);

    static final RateLimit PASSWORDS =
            RateLimit.of("confirmation-password", 5, Duration.ofMinutes(1));

    private final FactorHolders holders;
    private final FactorCodes codes;
    private final Passwords passwords;
    private final Users users;
    private final RateLimits limits;
    private final Transactions transactions;
    private final Clock clock;

    /** What a change asks for. */
    @Introspected
    enum Need {
        @JsonProperty("nothing")
        NOTHING,
        @JsonProperty("password")
        PASSWORD,
        @JsonProperty("password-and-code")
        PASSWORD_AND_CODE;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Confirmation(
            FactorHolders holders,
            FactorCodes codes,
            Passwords passwords,
            Users users,
            RateLimits limits,
            Transactions transactions,
            Clock clock) {
        this.holders = holders;
        this.codes = codes;
        this.passwords = passwords;
        this.users = users;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a change asks of this sign-in now. */
    Need need(Identity identity) {
        UUID userId = identity.caller().userId();
        return transactions.inOrganization(
                identity.caller().organizationId(),
                () -> {
                    if (holders.signedInAt(identity.familyId())
                            .filter(at -> clock.instant().isBefore(at.plus(FRESH)))
                            .isPresent()) {
                        return Need.NOTHING;
                    }
                    return users.findById(userId).filter(User::secondFactor).isPresent()
                            ? Need.PASSWORD_AND_CODE
                            : Need.PASSWORD;
                });
    }

    /**
     * Lets a change be made.
     *
     * @param given what came with it
     * @throws ProblemException 403 {@code confirmation-required} when something is missing, 400
     *     when it is wrong, 429 after too many wrong ones
     */
    void demand(Identity identity, Given given) {
        Need need = need(identity);
        if (need == Need.NOTHING) {
            return;
        }
        boolean wantsCode = need == Need.PASSWORD_AND_CODE;
        if (given.password() == null || (wantsCode && given.code() == null)) {
            throw ProblemException.forbidden(
                    "confirmation-required",
                    wantsCode
                            ? "Repeat your password and a code, or sign in anew."
                            : "Repeat your password, or sign in anew.");
        }
        User user = confirmed(identity, given.password());
        if (wantsCode) {
            codes.use(user, given.code(), "code");
        }
    }

    /** As {@link #demand}, for what asks for a code by itself. */
    void demandPassword(Identity identity, @Nullable String password) {
        if (need(identity) == Need.NOTHING) {
            return;
        }
        if (password == null) {
            throw ProblemException.forbidden(
                    "confirmation-required", "Repeat your password, or sign in anew.");
        }
        confirmed(identity, password);
    }

    private User confirmed(Identity identity, String password) {
        UUID userId = identity.caller().userId();
        User user =
                transactions
                        .inOrganization(
                                identity.caller().organizationId(), () -> users.findById(userId))
                        .orElseThrow(ProblemException::notFound);
        limits.take(PASSWORDS, userId.toString(), "Too many wrong passwords; try again later.");
        if (!passwords.isOf(user, password)) {
            throw ProblemException.invalidSecret("password", "must be your password");
        }
        limits.giveBack(PASSWORDS, userId.toString());
        return user;
    }

    /** What came with a change. */
    interface Given {
        @Nullable String password();

        @Nullable String code();
    }
}

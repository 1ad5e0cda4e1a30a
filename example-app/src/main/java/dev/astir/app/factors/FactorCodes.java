package dev.astir.app.factors;

import dev.astir.app.factors.TotpRepository.Secret;
import dev.astir.app.identity.User;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Codes that people type: of their authenticator app, or of the list for emergencies. Each counts
 * once. Wrong ones are bounded for each person, on all nodes together; only who knows the password
 * comes this far. Thread-safe.
 */
@Singleton
class FactorCodes {

    /** At three codes in a million that are good, a year of guessing finds one in four times. */
    static final RateLimit WRONG = RateLimit.oneEach("second-factor", 10, Duration.ofMinutes(5));

    private final TotpRepository apps;
    private final RecoveryCodes recovery;
    private final SealedSecrets sealed;
    private final RateLimits limits;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    FactorCodes(
            TotpRepository apps,
            RecoveryCodes recovery,
            SealedSecrets sealed,
            RateLimits limits,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.apps = apps;
        this.recovery = recovery;
        this.sealed = sealed;
        this.limits = limits;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Uses a code of either kind, as one field of a form.
     *
     * @throws ProblemException 400 for that field when it is not good, 429 after too many
     */
    void use(User user, @Nullable String code, String field) {
        String typed = code == null ? "" : code;
        boolean good =
                counting(
                        user.id(),
                        () ->
                                transactions.inOrganization(
                                        user.organizationId(),
                                        () ->
                                                useApp(user.id(), typed)
                                                        || useRecovery(user, typed)));
        if (!good) {
            throw ProblemException.invalidSecret(
                    field, "must be a code of your app, or a recovery code, that was not used yet");
        }
    }

    /**
     * Takes an attempt, which a good answer gives back.
     *
     * @throws ProblemException 429 when there is none left
     */
    boolean counting(UUID userId, Supplier<Boolean> attempt) {
        limits.take(WRONG, userId.toString(), "Too many wrong codes; try again later.");
        boolean good;
        try {
            good = attempt.get();
        } catch (RuntimeException e) {
            limits.giveBack(WRONG, userId.toString());
            throw e;
        }
        if (good) {
            limits.giveBack(WRONG, userId.toString());
        }
        return good;
    }

    /** Whether it was the first use of a code of the person's app, in their transaction. */
    boolean useApp(UUID userId, String code) {
        Secret secret = apps.find(userId).filter(Secret::counts).orElse(null);
        if (secret == null) {
            return false;
        }
        return sealed.open(userId, secret.sealed())
                .map(key -> Totp.step(key, code, clock.instant(), secret.lastStep()))
                .filter(OptionalLong::isPresent)
                .filter(step -> apps.use(userId, secret.sealed(), step.getAsLong()) == 1)
                .isPresent();
    }

    /** Whether it was the first use of a recovery code, in the person's transaction. */
    boolean useRecovery(User user, String code) {
        if (!recovery.use(user.id(), code)) {
            return false;
        }
        trail.changed(
                Actor.person(user.organizationId(), user.id()),
                "recovery-code.used",
                user.id(),
                Map.of("left", recovery.left(user.id())));
        return true;
    }
}

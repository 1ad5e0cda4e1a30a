package dev.astir.app.factors;

import dev.astir.app.identity.User;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Finishes sign-ins whose password was right with a second factor. Thread-safe. */
@Singleton
class FactorSignIns {

    private final Challenges challenges;
    private final FactorCodes codes;
    private final Passkeys passkeys;
    private final Trail trail;
    private final Transactions transactions;

    FactorSignIns(
            Challenges challenges,
            FactorCodes codes,
            Passkeys passkeys,
            Trail trail,
            Transactions transactions) {
        this.challenges = challenges;
        this.codes = codes;
        this.passkeys = passkeys;
        this.trail = trail;
        this.transactions = transactions;
    }

    /**
     * Whose sign-in it is, by a code of their app.
     *
     * @throws ProblemException 401 {@code challenge-refused} when the challenge does not hold,
     *     {@code second-factor-refused} when the answer is not good; 429 after too many of those
     */
    User byApp(String challenge, String code) {
        return byCode(challenge, user -> codes.useApp(user.id(), code));
    }

    /** Who would be signed in by a good answer; empty when the challenge does not hold. */
    Optional<UUID> whose(String challenge) {
        return challenges.whose(challenge);
    }

    /** As {@link #byApp}, by a recovery code. */
    User byRecoveryCode(String challenge, String code) {
        return byCode(challenge, user -> codes.useRecovery(user, code));
    }

    /** As {@link #byApp}, by a passkey; nobody can guess a signature, so there is no limit. */
    User byPasskey(String challenge, String credential) {
        Challenges.Taken taken = challenges.take(challenge, null).orElseThrow(Challenges::refused);
        String request = taken.challenge().options();
        return finish(taken, user -> request != null && passkeys.signed(user, request, credential))
                .orElseThrow(() -> refused(taken));
    }

    private User byCode(String challenge, Predicate<User> check) {
        Challenges.Taken taken = challenges.take(challenge, null).orElseThrow(Challenges::refused);
        UUID userId = taken.challenge().userId();
        User[] found = new User[1];
        boolean good =
                codes.counting(
                        userId,
                        () -> {
                            Optional<User> user = finish(taken, check);
                            user.ifPresent(person -> found[0] = person);
                            return user.isPresent();
                        });
        if (!good) {
            throw refused(taken);
        }
        return found[0];
    }

    /** Empty, with nothing done, when the answer is not good. */
    private Optional<User> finish(Challenges.Taken taken, Predicate<User> check) {
        return challenges.finish(taken, user -> Optional.of(user).filter(check));
    }

    private ProblemException refused(Challenges.Taken taken) {
        UUID organization = taken.challenge().organizationId();
        UUID userId = taken.challenge().userId();
        // Somebody has the password and not the factor: the person and administrators want to know.
        // Who it was, nobody knows.
        transactions.inOrganization(
                organization,
                () ->
                        trail.changed(
                                Actor.app(organization),
                                "second-factor.refused",
                                userId,
                                Map.of()));
        return ProblemException.unauthenticated(
                "second-factor-refused", "The code is wrong, or was used before.");
    }
}

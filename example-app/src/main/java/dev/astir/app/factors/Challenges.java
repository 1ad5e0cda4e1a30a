package dev.astir.app.factors;

import dev.astir.app.factors.ChallengeRepository.Challenge;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody was asked, and has a few minutes and attempts to answer, once and on whatever node.
 * It belongs to its person and to the password by which they came this far. Thread-safe.
 */
@Singleton
class Challenges {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    /** How often the answer to one may be wrong. */
    static final int ATTEMPTS = 5;

    private static final String PREFIX = "astir_factor_";

    private final ChallengeRepository repository;
    private final Users users;
    private final Transactions transactions;
    private final Clock clock;

    Challenges(
            ChallengeRepository repository, Users users, Transactions transactions, Clock clock) {
        this.repository = repository;
        this.users = users;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Asks somebody, in a transaction of their organization.
     *
     * @param user as they are stored now
     * @param familyId their sign-in, if it has begun
     * @return what they bring with their answer
     */
    String ask(User user, @Nullable UUID familyId, @Nullable String options) {
        String token = OpaqueTokens.generate(PREFIX);
        repository.add(
                user.organizationId(),
                OpaqueTokens.hash(token),
                user.id(),
                familyId,
                password(user),
                options,
                clock.instant().plus(LIFETIME));
        return token;
    }

    /**
     * Asks an authenticator to sign, as the answer to a challenge of a sign-in.
     *
     * @param options what it is asked, made for this person in a transaction of the organization
     * @throws ProblemException 401 {@code challenge-refused} when the challenge does not hold
     */
    <T> T askAuthenticator(String token, Function<User, Options<T>> options) {
        byte[] hash = OpaqueTokens.hash(token);
        return transactions.inOrganization(
                organizationOf(hash).orElseThrow(Challenges::refused),
                () -> {
                    Challenge challenge =
                            repository
                                    .find(hash, clock.instant(), ATTEMPTS)
                                    .orElseThrow(Challenges::refused);
                    Options<T> asked = options.apply(person(challenge));
                    if (repository.ask(hash, asked.stored(), clock.instant(), ATTEMPTS) == null) {
                        throw refused();
                    }
                    return asked.answer();
                });
    }

    /**
     * @param stored as {@link Challenge#options} keeps it
     * @param answer what the browser is told
     */
    record Options<T>(String stored, T answer) {}

    /** Who was asked; empty when the challenge does not hold. Takes no attempt. */
    Optional<UUID> whose(String token) {
        byte[] hash = OpaqueTokens.hash(token);
        return organizationOf(hash)
                .flatMap(organization ->
                        transactions.inOrganization(
                                organization,
                                () -> repository.find(hash, clock.instant(), ATTEMPTS)))
                .map(Challenge::userId);
    }

    /**
     * Takes an attempt, which counts whatever becomes of it.
     *
     * @param familyId the sign-in that the challenge must belong to; null for one that begins
     * @return empty when the challenge does not hold
     */
    Optional<Taken> take(String token, @Nullable UUID familyId) {
        byte[] hash = OpaqueTokens.hash(token);
        return organizationOf(hash)
                .flatMap(organization ->
                        transactions.inOrganization(
                                organization,
                                () ->
                                        Optional.ofNullable(
                                                repository.attempt(
                                                        hash, clock.instant(), ATTEMPTS))))
                .filter(challenge -> Objects.equals(challenge.familyId(), familyId))
                .map(challenge -> new Taken(hash, challenge));
    }

    /** A challenge of which an attempt was taken. */
    record Taken(byte[] hash, Challenge challenge) {}

    /**
     * Lets the answer be checked. When that is good, the challenge is finished; of several answers
     * at once, one finishes it, and what the others did is undone.
     *
     * @param check in a transaction of the organization; empty when the answer is not good
     * @throws ProblemException 401 {@code challenge-refused} when it was finished before, or the
     *     person may not come in any more
     */
    <T> Optional<T> finish(Taken taken, Function<User, Optional<T>> check) {
        return transactions.inOrganization(
                taken.challenge().organizationId(),
                () -> {
                    Optional<T> result = check.apply(person(taken.challenge()));
                    if (result.isPresent() && repository.delete(taken.hash()) != 1) {
                        throw refused();
                    }
                    return result;
                });
    }

    /** Ends what a person was asked, in a transaction of the organization. */
    void endOf(UUID userId) {
        repository.deleteOf(userId);
    }

    private Optional<UUID> organizationOf(byte[] hash) {
        return transactions.asSystem(() -> repository.findOrganization(hash));
    }

    /** Who was asked, if they may still come in, by the password that they had. */
    private User person(Challenge challenge) {
        return users.findById(challenge.userId())
                .filter(user -> user.status() == Status.ACTIVE)
                .filter(user -> MessageDigest.isEqual(password(user), challenge.password()))
                .orElseThrow(Challenges::refused);
    }

    private static byte[] password(User user) {
        return OpaqueTokens.hash(user.passwordHash());
    }

    static ProblemException refused() {
        return ProblemException.unauthenticated(
                "challenge-refused",
                "The challenge is unknown, expired, used, or was answered wrongly too often; begin"
                        + " again.");
    }
}

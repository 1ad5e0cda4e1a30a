package dev.astir.app.factors;

import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import dev.astir.app.factors.PasskeyRepository.Stored;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** People's passkeys. Methods block. Thread-safe. */
@Singleton
class Passkeys {

    /** More than anybody has authenticators. */
    static final int MOST = 20;

    private final PasskeyRepository repository;
    private final PasskeyCeremonies ceremonies;
    private final RelyingPartyAddress address;
    private final Challenges challenges;
    private final SecondFactors factors;
    private final RecoveryCodes recovery;
    private final Users users;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    /**
     * What a browser is asked to make.
     *
     * @param challenge comes back with the answer
     */
    record Asked(String challenge, PublicKeyCredentialCreationOptions options) {}

    /** A passkey that was made, and recovery codes when there were none yet. */
    record Made(Passkey passkey, List<String> recoveryCodes) {}

    Passkeys(
            PasskeyRepository repository,
            PasskeyCeremonies ceremonies,
            RelyingPartyAddress address,
            Challenges challenges,
            SecondFactors factors,
            RecoveryCodes recovery,
            Users users,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.repository = repository;
        this.ceremonies = ceremonies;
        this.address = address;
        this.challenges = challenges;
        this.factors = factors;
        this.recovery = recovery;
        this.users = users;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Asks for a passkey of this sign-in's person.
     *
     * @throws ProblemException 409 {@code passkeys-unavailable} where the server is known by a
     *     number, {@code too-many-passkeys} when there are twenty
     */
    Asked askToMake(Identity identity) {
        address.demand();
        UUID userId = identity.caller().userId();
        return transactions.inOrganization(
                identity.caller().organizationId(),
                () -> {
                    User user = users.findById(userId).orElseThrow(ProblemException::notFound);
                    List<Stored> passkeys = repository.of(userId);
                    if (passkeys.size() >= MOST) {
                        throw ProblemException.conflict(
                                "too-many-passkeys",
                                "There are %d passkeys; remove one first.".formatted(MOST));
                    }
                    PublicKeyCredentialCreationOptions options =
                            ceremonies.askToMake(user, passkeys);
                    return new Asked(
                            challenges.ask(
                                    user, identity.familyId(), PasskeyCeremonies.stored(options)),
                            options);
                });
    }

    /**
     * Stores the passkey that a browser has made.
     *
     * @throws ProblemException 409 {@code challenge-refused} when it was not asked for, of this
     *     sign-in and just now, or was made before; 400 when it is no answer to what was asked
     */
    Made make(Identity identity, String challenge, String name, String credential) {
        Challenges.Taken taken =
                challenges.take(challenge, identity.familyId()).orElseThrow(Passkeys::notAsked);
        return challenges
                .finish(
                        taken,
                        user ->
                                ceremonies
                                        .made(
                                                user,
                                                repository.of(user.id()),
                                                String.valueOf(taken.challenge().options()),
                                                credential)
                                        .map(made ->
                                                factors.change(
                                                        user.organizationId(),
                                                        user.id(),
                                                        () ->
                                                                store(
                                                                        identity,
                                                                        user,
                                                                        name.strip(),
                                                                        made))))
                .orElseThrow(() ->
                        ProblemException.invalidSecret(
                                "credential", "must be the answer to what was asked"));
    }

    private static ProblemException notAsked() {
        return ProblemException.conflict(
                "challenge-refused", "This passkey was not asked for, or too long ago; try again.");
    }

    private Made store(Identity identity, User user, String name, RegistrationResult made) {
        Passkey passkey =
                new Passkey(
                        UUID.randomUUID(),
                        name,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        null);
        long added =
                repository.add(
                        user.organizationId(),
                        passkey.id(),
                        user.id(),
                        name,
                        made.getKeyId().getId().getBytes(),
                        made.getPublicKeyCose().getBytes(),
                        made.getSignatureCount(),
                        passkey.createdAt());
        if (added != 1) {
            throw ProblemException.conflict("passkey-known", "This passkey is stored already.");
        }
        trail.changed(identity.caller().actor(), "passkey.added", user.id(), Map.of("name", name));
        List<String> codes =
                recovery.left(user.id()) > 0
                        ? List.of()
                        : recovery.renew(user.organizationId(), user.id());
        return new Made(passkey, codes);
    }

    /**
     * Another name.
     *
     * @throws ProblemException 404 when the person has no such passkey
     */
    Passkey rename(Identity identity, UUID id, String name) {
        UUID userId = identity.caller().userId();
        return transactions.inOrganization(
                identity.caller().organizationId(),
                () -> {
                    Stored before = find(userId, id);
                    repository.rename(userId, id, name.strip());
                    trail.changed(
                            identity.caller().actor(),
                            "passkey.renamed",
                            userId,
                            Map.of("before", before.name(), "after", name.strip()));
                    return SecondFactors.shown(find(userId, id));
                });
    }

    /**
     * Removes one.
     *
     * @throws ProblemException 404 when the person has no such passkey, 409 {@code
     *     second-factor-needed} when the organization requires a factor and this is the last
     */
    void remove(Identity identity, UUID id) {
        UUID userId = identity.caller().userId();
        factors.change(
                identity.caller().organizationId(),
                userId,
                () -> {
                    Stored passkey = find(userId, id);
                    trail.changed(
                            identity.caller().actor(),
                            "passkey.removed",
                            userId,
                            Map.of("name", passkey.name()));
                    return repository.delete(userId, id);
                });
    }

    private Stored find(UUID userId, UUID id) {
        return repository.of(userId).stream()
                .filter(passkey -> passkey.id().equals(id))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    /**
     * What a passkey is to sign, as the answer to the challenge of a sign-in.
     *
     * @throws ProblemException 401 {@code challenge-refused} when the challenge does not hold, 409
     *     {@code passkeys-unavailable} where the server is known by a number
     */
    AssertionRequest askToSign(String challenge) {
        address.demand();
        return challenges.askAuthenticator(
                challenge,
                user -> {
                    AssertionRequest request = ceremonies.askToSign(user, repository.of(user.id()));
                    return new Challenges.Options<>(PasskeyCeremonies.stored(request), request);
                });
    }

    /** Whether one of the person's passkeys signed what it was asked, in their transaction. */
    boolean signed(User user, String request, String credential) {
        AssertionResult result =
                ceremonies.signed(user, repository.of(user.id()), request, credential).orElse(null);
        return result != null
                && repository.used(
                                user.id(),
                                result.getCredential().getCredentialId().getBytes(),
                                result.getSignatureCount(),
                                clock.instant())
                        == 1;
    }
}

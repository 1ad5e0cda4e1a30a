package dev.astir.app.factors;

import dev.astir.app.factors.TotpRepository.Secret;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** Sets authenticator apps (TOTP) up and removes them. Methods block. Thread-safe. */
@Singleton
class AuthenticatorApps {

    /** Of an organization's name: what is longer makes a picture that cameras read badly. */
    private static final int LONGEST_ISSUER = 30;

    /** How long a setup may take. */
    static final Duration SETUP = Duration.ofMinutes(30);

    private final TotpRepository repository;
    private final SealedSecrets sealed;
    private final SecondFactors factors;
    private final FactorCodes codes;
    private final RecoveryCodes recovery;
    private final Users users;
    private final Organizations organizations;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    /**
     * What an app is told. Shown once.
     *
     * @param secret in base 32, to type
     * @param uri the same for a link
     * @param qr the same as a picture: a {@code data:} URL
     */
    @Introspected
    record Setup(String secret, String uri, String qr) {
        @Override
        public String toString() {
            return "Setup";
        }
    }

    AuthenticatorApps(
            TotpRepository repository,
            SealedSecrets sealed,
            SecondFactors factors,
            FactorCodes codes,
            RecoveryCodes recovery,
            Users users,
            Organizations organizations,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.repository = repository;
        this.sealed = sealed;
        this.factors = factors;
        this.codes = codes;
        this.recovery = recovery;
        this.users = users;
        this.organizations = organizations;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Begins a setup; what counts now counts until the new one is confirmed. */
    Setup begin(Caller caller) {
        byte[] secret = Totp.newSecret();
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    User user =
                            users.findById(caller.userId()).orElseThrow(ProblemException::notFound);
                    repository.begin(
                            user.organizationId(),
                            user.id(),
                            sealed.seal(user.id(), secret),
                            clock.instant().plus(SETUP));
                    String uri = Totp.uri(secret, issuer(user.organizationId()), user.email());
                    return new Setup(Totp.base32(secret), uri, QrImage.of(uri));
                });
    }

    /** One person may have accounts in several organizations, and an app lists them all. */
    private String issuer(UUID organizationId) {
        String name = organizations.get(organizationId).name();
        String shown =
                name.codePointCount(0, name.length()) <= LONGEST_ISSUER
                        ? name
                        : name.substring(0, name.offsetByCodePoints(0, LONGEST_ISSUER)) + "…";
        return "Astir (" + shown + ")";
    }

    /**
     * Makes the app count, which shows by a code that it was set up.
     *
     * @return recovery codes; none when those from before still hold
     * @throws ProblemException 409 {@code totp-not-begun} when there is no setup that could be
     *     confirmed, 400 when the code is wrong, 429 after too many
     */
    List<String> confirm(Caller caller, String code) {
        UUID userId = caller.userId();
        List<List<String>> made = new ArrayList<>();
        boolean good =
                codes.counting(
                        userId,
                        () ->
                                factors.change(
                                        caller.organizationId(),
                                        userId,
                                        () -> confirmed(caller, code, made)));
        if (!good) {
            throw ProblemException.invalidSecret(
                    "code", "must be the code that your app shows now");
        }
        return made.getFirst();
    }

    private boolean confirmed(Caller caller, String code, List<List<String>> made) {
        UUID userId = caller.userId();
        Secret secret =
                repository
                        .find(userId)
                        .filter(found ->
                                found.pendingUntil() != null
                                        && clock.instant().isBefore(found.pendingUntil()))
                        .orElseThrow(() ->
                                ProblemException.conflict(
                                        "totp-not-begun",
                                        "There is nothing to confirm; begin the setup again."));
        byte[] pending = secret.pending();
        OptionalLong step =
                sealed.open(userId, pending)
                        .map(key -> Totp.step(key, code, clock.instant(), 0))
                        .orElse(OptionalLong.empty());
        if (step.isEmpty()) {
            return false;
        }
        boolean replaced = secret.counts();
        repository.confirm(userId, pending, step.getAsLong(), clock.instant());
        made.add(
                recovery.left(userId) > 0
                        ? List.of()
                        : recovery.renew(caller.organizationId(), userId));
        trail.changed(
                caller.actor(),
                replaced ? "authenticator-app.replaced" : "authenticator-app.added",
                userId,
                Map.of());
        return true;
    }

    /**
     * Removes the app, for whoever has it: a code shows that.
     *
     * @throws ProblemException 404 when there is none, 400 when the code is not good, 409 {@code
     *     second-factor-needed} when the organization requires a factor and this is the last
     */
    void remove(Caller caller, String code) {
        User user =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> {
                            if (!factors.hasApp(caller.userId())) {
                                throw ProblemException.notFound("There is no authenticator app.");
                            }
                            // Before a code is used up.
                            factors.demandAnotherThanTheApp(
                                    caller.organizationId(), caller.userId());
                            return users.findById(caller.userId()).orElseThrow();
                        });
        codes.use(user, code, "code");
        factors.change(
                caller.organizationId(),
                caller.userId(),
                () -> {
                    trail.changed(
                            caller.actor(), "authenticator-app.removed", caller.userId(), Map.of());
                    return repository.deleteOf(caller.userId());
                });
    }
}

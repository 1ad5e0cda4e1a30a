package dev.astir.app.factors;

import dev.astir.app.factors.PasskeyRepository.Stored;
import dev.astir.app.factors.TotpRepository.Secret;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.SecondFactor;
import dev.astir.app.identity.SignIns;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.mail.Mail;
import dev.astir.app.mail.Mailer;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.organizations.SecondFactorDemandChanged;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has which second factor, and what follows from a change of that. Methods block. Thread-safe.
 */
@Singleton
public class SecondFactors implements SecondFactor {

    private static final Logger LOG = LoggerFactory.getLogger(SecondFactors.class);

    /** Late is better than never, for a few days. */
    private static final Duration NOTICE = Duration.ofDays(3);

    private final FactorHolders holders;
    private final TotpRepository apps;
    private final PasskeyRepository passkeys;
    private final RecoveryCodes recovery;
    private final Challenges challenges;
    private final Users users;
    private final Organizations organizations;
    private final SignIns signIns;
    private final BegunSignIns begun;
    private final Mailer mailer;
    private final Trail trail;
    private final Transactions transactions;
    private final ApplicationEventPublisher<FactorsChanged> events;
    private final Clock clock;

    SecondFactors(
            FactorHolders holders,
            TotpRepository apps,
            PasskeyRepository passkeys,
            RecoveryCodes recovery,
            Challenges challenges,
            Users users,
            Organizations organizations,
            SignIns signIns,
            BegunSignIns begun,
            Mailer mailer,
            Trail trail,
            Transactions transactions,
            ApplicationEventPublisher<FactorsChanged> events,
            Clock clock) {
        this.holders = holders;
        this.apps = apps;
        this.passkeys = passkeys;
        this.recovery = recovery;
        this.challenges = challenges;
        this.users = users;
        this.organizations = organizations;
        this.signIns = signIns;
        this.begun = begun;
        this.mailer = mailer;
        this.trail = trail;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** {@inheritDoc} */
    @Override
    public void demand(User user, @Nullable String place) {
        if (!user.secondFactor()) {
            return;
        }
        begun.begin(user, place);
        Map<String, Object> asked =
                transactions.inOrganization(
                        user.organizationId(),
                        () -> {
                            // As stored now: recognizing somebody may have renewed the hash.
                            User stored = users.findById(user.id()).orElseThrow();
                            return Map.<String, Object>of(
                                    "challenge", challenges.ask(stored, null, null),
                                    "methods", methods(user.id()),
                                    "expiresInSeconds", Challenges.LIFETIME.toSeconds());
                        });
        throw ProblemException.conflict(
                "second-factor-required",
                "The password is right; finish with a second factor.",
                asked);
    }

    private List<String> methods(UUID userId) {
        List<String> methods = new ArrayList<>();
        if (hasApp(userId)) {
            methods.add("totp");
        }
        if (!passkeys.of(userId).isEmpty()) {
            methods.add("passkey");
        }
        if (recovery.left(userId) > 0) {
            methods.add("recovery");
        }
        return methods;
    }

    boolean hasApp(UUID userId) {
        return apps.find(userId).filter(Secret::counts).isPresent();
    }

    private @Nullable Instant appSince(UUID userId) {
        Secret app = apps.find(userId).orElse(null);
        return app == null ? null : app.confirmedAt();
    }

    private boolean isRequired(UUID organizationId) {
        return organizations.get(organizationId).requireSecondFactor();
    }

    /** What somebody has, for themselves. */
    FactorState state(Identity identity, Confirmation.Need confirmation, PasskeyPlace place) {
        UUID userId = identity.caller().userId();
        return transactions.inOrganization(
                identity.caller().organizationId(),
                () ->
                        new FactorState(
                                isRequired(identity.caller().organizationId()),
                                identity.setupRequired(),
                                appSince(userId),
                                passkeys.of(userId).stream().map(SecondFactors::shown).toList(),
                                recovery.left(userId),
                                place,
                                confirmation));
    }

    static Passkey shown(Stored passkey) {
        return new Passkey(passkey.id(), passkey.name(), passkey.createdAt(), passkey.lastUsedAt());
    }

    /**
     * Makes a change of somebody's factors, one at a time, and lets it count everywhere.
     *
     * @param change in a transaction of the organization
     * @throws ProblemException 404 when there is no such person; 409 {@code second-factor-needed}
     *     when it takes the last factor of somebody who must have one
     */
    <T> T change(UUID organizationId, UUID userId, Supplier<T> change) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    boolean had =
                            users.hold(userId)
                                    .orElseThrow(ProblemException::notFound)
                                    .secondFactor();
                    T result = change.get();
                    boolean has = holders.refresh(userId);
                    if (had && !has) {
                        if (isRequired(organizationId)) {
                            throw needed();
                        }
                        recovery.remove(userId);
                    }
                    events.publishEvent(new FactorsChanged(userId));
                    return result;
                });
    }

    /**
     * Whether the app may go, as {@link #change} would find; in a transaction of the organization.
     *
     * @throws ProblemException 409 {@code second-factor-needed} when it may not
     */
    void demandAnotherThanTheApp(UUID organizationId, UUID userId) {
        if (isRequired(organizationId) && passkeys.of(userId).isEmpty()) {
            throw needed();
        }
    }

    private static ProblemException needed() {
        return ProblemException.conflict(
                "second-factor-needed",
                "Your organization requires a second factor; set up another before you remove this"
                        + " one.");
    }

    /**
     * Takes all factors from somebody who has lost them, and signs them out everywhere.
     *
     * @throws ProblemException 404 when there is no such person; 409 {@code own-second-factor} for
     *     the caller's own, which want the password and a code
     */
    void remove(Actor administrator, UUID userId) {
        if (userId.equals(administrator.userId())) {
            throw ProblemException.conflict(
                    "own-second-factor",
                    "Remove your own second factor under Me, Security: that asks for a code.");
        }
        transactions.inOrganization(
                administrator.organizationId(),
                () -> {
                    User user = users.hold(userId).orElseThrow(ProblemException::notFound);
                    apps.deleteOf(userId);
                    passkeys.deleteOf(userId);
                    recovery.remove(userId);
                    challenges.endOf(userId);
                    holders.refresh(userId);
                    signIns.revokeAll(userId);
                    trail.changed(administrator, "second-factor.removed", userId, Map.of());
                    if (user.secondFactor() && mailer.isConfigured()) {
                        mailer.send(user.organizationId(), notice(user));
                    }
                    events.publishEvent(new FactorsChanged(userId));
                });
    }

    /** Whoever did not ask for it hears of it. */
    private Mail notice(User user) {
        return new Mail(
                user.email(),
                "Your second factor for Astir was removed",
                List.of(
                        "An administrator removed the second factors of your account at "
                                + organizations.get(user.organizationId()).name()
                                + ", and you are signed out everywhere.",
                        "If you did not ask for it, change your password now, and tell your"
                                + " administrator."),
                null,
                List.of(),
                clock.instant().plus(NOTICE));
    }

    /** Who may do nothing but set one up may do everything from now on, or the other way round. */
    @TransactionalEventListener
    void changed(FactorsChanged change) {
        tell(change.userId());
    }

    /** Those who are signed in, or whose scripts are, meet the demand at once. */
    @TransactionalEventListener
    void demandChanged(SecondFactorDemandChanged change) {
        try {
            transactions
                    .inOrganization(
                            change.organizationId(),
                            () -> holders.reachableWithout(clock.instant()))
                    .forEach(this::tell);
        } catch (RuntimeException e) {
            LOG.error("People of {} were not told of the demand", change.organizationId(), e);
        }
    }

    private void tell(UUID userId) {
        try {
            signIns.accessChanged(userId);
        } catch (RuntimeException e) {
            LOG.error("The sign-ins of {} were not told of the change", userId, e);
        }
    }
}

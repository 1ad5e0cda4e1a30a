package dev.astir.app.singlesignon;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.SignIns;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.people.WaysIn;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an organization's people may sign in. Thread-safe. */
@Singleton
public class SignInRules {

    private final SignInRuleRepository rules;
    private final IdentityProviderRepository providers;
    private final RedirectAddress redirect;
    private final Organizations organizations;
    private final WaysIn waysIn;
    private final SignIns signIns;
    private final Trail trail;
    private final Transactions transactions;

    /**
     * The rules. Immutable.
     *
     * @param passwordsAllowed whether anybody but administrators signs in by password
     * @param redirectUri what a provider must know to send people back
     */
    @Introspected
    public record Answer(boolean passwordsAllowed, String redirectUri) {}

    /** What may change; a field that is absent stays as it is. Immutable. */
    @Introspected
    record Changes(@Nullable Boolean passwordsAllowed) {}

    SignInRules(
            SignInRuleRepository rules,
            IdentityProviderRepository providers,
            RedirectAddress redirect,
            Organizations organizations,
            WaysIn waysIn,
            SignIns signIns,
            Trail trail,
            Transactions transactions) {
        this.rules = rules;
        this.providers = providers;
        this.redirect = redirect;
        this.organizations = organizations;
        this.waysIn = waysIn;
        this.signIns = signIns;
        this.trail = trail;
        this.transactions = transactions;
    }

    Answer get(UUID organizationId) {
        return new Answer(
                transactions.inOrganization(organizationId, rules::passwordsAllowed),
                redirect.uri().toString());
    }

    /**
     * Changes the rules. Where passwords let in nobody but administrators any more, the sign-ins by
     * password of everybody else end with it.
     *
     * @throws ProblemException 409 {@code no-provider} when nobody but administrators could sign in
     *     any more, {@code locked-out} when not even they could
     */
    Answer change(Caller caller, Changes changes) {
        UUID organization = caller.organizationId();
        @Nullable Boolean allowed = changes.passwordsAllowed();
        if (allowed != null) {
            transactions
                    .inOrganization(organization, () -> allowPasswords(caller, allowed))
                    .forEach(signIns::accessChanged);
        }
        return get(organization);
    }

    /** Whose sign-ins ended. */
    private List<UUID> allowPasswords(Caller caller, boolean allowed) {
        organizations.hold(caller.organizationId());
        boolean before = rules.passwordsAllowed();
        if (!allowed && providers.all().stream().noneMatch(IdentityProvider::enabled)) {
            throw ProblemException.conflict(
                    "no-provider",
                    "Nobody but administrators could sign in; add an identity provider first.");
        }
        if (before == allowed) {
            return List.of();
        }
        rules.allowPasswords(caller.organizationId(), allowed);
        trail.changed(
                caller.actor(),
                "sign-in-rules.changed",
                null,
                Map.of("passwordsAllowed", allowed, "before", before));
        if (allowed) {
            return List.of();
        }
        waysIn.require();
        return signIns.revokeByPassword();
    }
}

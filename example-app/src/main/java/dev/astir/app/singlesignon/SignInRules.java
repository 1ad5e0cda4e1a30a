package dev.astir.app.singlesignon;

import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
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
            Trail trail,
            Transactions transactions) {
        this.rules = rules;
        this.providers = providers;
        this.redirect = redirect;
        this.organizations = organizations;
        this.trail = trail;
        this.transactions = transactions;
    }

    Answer get(UUID organizationId) {
        return new Answer(
                transactions.inOrganization(organizationId, rules::passwordsAllowed),
                redirect.uri().toString());
    }

    /**
     * Changes the rules. Who is signed in stays so: it was right when they came.
     *
     * @throws ProblemException 409 {@code no-provider} when nobody could sign in any more
     */
    Answer change(Caller caller, Changes changes) {
        UUID organization = caller.organizationId();
        @Nullable Boolean allowed = changes.passwordsAllowed();
        if (allowed != null) {
            transactions.inOrganization(
                    organization,
                    () -> {
                        organizations.hold(organization);
                        boolean before = rules.passwordsAllowed();
                        if (!allowed
                                && providers.all().stream().noneMatch(IdentityProvider::enabled)) {
                            throw ProblemException.conflict(
                                    "no-provider",
                                    "Nobody but administrators could sign in; add an identity provider"
                                            + " first.");
                        }
                        if (before != allowed) {
                            rules.allowPasswords(organization, allowed);
                            trail.changed(
                                    caller.actor(),
                                    "sign-in-rules.changed",
                                    null,
                                    Map.of("passwordsAllowed", allowed, "before", before));
                        }
                    });
        }
        return get(organization);
    }
}

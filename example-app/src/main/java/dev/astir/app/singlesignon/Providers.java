package dev.astir.app.singlesignon;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.SignIns;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.outbound.Destinations;
import dev.astir.app.outbound.OutboundException;
import dev.astir.app.people.WaysIn;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization's identity providers. Methods block. Thread-safe. */
@Singleton
public class Providers {

    /** Of one organization. */
    static final int MOST = 20;

    private final IdentityProviderRepository repository;
    private final SignInRuleRepository rules;
    private final ClientSecrets secrets;
    private final Destinations destinations;
    private final Organizations organizations;
    private final WaysIn waysIn;
    private final SignIns signIns;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    Providers(
            IdentityProviderRepository repository,
            SignInRuleRepository rules,
            ClientSecrets secrets,
            Destinations destinations,
            Organizations organizations,
            WaysIn waysIn,
            SignIns signIns,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.repository = repository;
        this.rules = rules;
        this.secrets = secrets;
        this.destinations = destinations;
        this.organizations = organizations;
        this.waysIn = waysIn;
        this.signIns = signIns;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    List<IdentityProvider> all(UUID organizationId) {
        return transactions.inOrganization(organizationId, repository::all);
    }

    /**
     * The provider.
     *
     * @throws ProblemException 404 when there is none
     */
    IdentityProvider get(UUID organizationId, UUID id) {
        return transactions.inOrganization(
                organizationId, () -> repository.find(id).orElseThrow(ProblemException::notFound));
    }

    /**
     * Adds a provider.
     *
     * @throws ProblemException 409 {@code issuer-taken} when there is one with this issuer, {@code
     *     too-many-providers} when there are enough; 400 for what the validation cannot see
     */
    IdentityProvider create(Caller caller, ProviderRequest request) {
        check(request);
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    organizations.hold(caller.organizationId());
                    List<IdentityProvider> others = repository.all();
                    if (others.size() >= MOST) {
                        throw ProblemException.conflict(
                                "too-many-providers",
                                "There are %d identity providers already.".formatted(MOST));
                    }
                    refuseTaken(others, request.issuer(), null);
                    UUID id = UUID.randomUUID();
                    IdentityProvider created = provider(caller, id, request, null);
                    repository.save(created);
                    trail.changed(
                            caller.actor(), "identity-provider.created", null, details(created));
                    return created;
                });
    }

    /**
     * Describes a provider anew.
     *
     * @throws ProblemException as {@link #create}; 404 when there is none; 409 {@code
     *     last-provider} when nobody but administrators could sign in any more, {@code locked-out}
     *     when not even they could; 400 when the secret would go to another issuer than it was
     *     meant for
     */
    IdentityProvider change(Caller caller, UUID id, ProviderRequest request) {
        check(request);
        List<UUID> concerned = new ArrayList<>();
        IdentityProvider stored =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> {
                            organizations.hold(caller.organizationId());
                            IdentityProvider old =
                                    repository.find(id).orElseThrow(ProblemException::notFound);
                            IdentityProvider changed = store(caller, old, request);
                            if (changed.enabled() != old.enabled()
                                    || !changed.issuer().equals(old.issuer())) {
                                concerned.addAll(signIns.signedInBy(id));
                            }
                            return changed;
                        });
        concerned.forEach(signIns::accessChanged);
        return stored;
    }

    private IdentityProvider store(Caller caller, IdentityProvider old, ProviderRequest request) {
        UUID id = old.id();
        refuseTaken(repository.all(), request.issuer(), id);
        if (!old.issuer().equals(request.issuer())
                && old.clientSecret() != null
                && request.clientSecret() == null) {
            throw ProblemException.invalidSecret(
                    "clientSecret", "must be entered again, because the issuer is another one");
        }
        IdentityProvider changed = provider(caller, id, request, old);
        if (!changed.enabled()) {
            refuseIfLast(id);
        }
        repository.update(changed);
        waysIn.require();
        Map<String, Object> details = details(changed);
        details.put("before", details(old));
        details.put("clientSecretChanged", request.clientSecret() != null);
        trail.changed(caller.actor(), "identity-provider.changed", null, details);
        return changed;
    }

    /**
     * Removes a provider, and what it called people. Who is signed in by it stays so, and needs a
     * second factor of their own where the organization requires one.
     *
     * @throws ProblemException 404 when there is none; 409 {@code last-provider} when nobody but
     *     administrators could sign in any more, {@code locked-out} when not even they could
     */
    void delete(Caller caller, UUID id) {
        List<UUID> concerned =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> {
                            organizations.hold(caller.organizationId());
                            IdentityProvider old =
                                    repository.find(id).orElseThrow(ProblemException::notFound);
                            refuseIfLast(id);
                            repository.deleteById(id);
                            waysIn.require();
                            trail.changed(
                                    caller.actor(),
                                    "identity-provider.deleted",
                                    null,
                                    details(old));
                            return signIns.signedInBy(id);
                        });
        concerned.forEach(signIns::accessChanged);
    }

    private IdentityProvider provider(
            Caller caller, UUID id, ProviderRequest request, @Nullable IdentityProvider old) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new IdentityProvider(
                id,
                caller.organizationId(),
                request.name(),
                request.issuer(),
                request.clientId(),
                secret(caller.organizationId(), id, request, old),
                request.allowedDomains(),
                request.roleClaim(),
                request.values().admins(),
                request.values().managers(),
                request.enabled() == null || request.enabled(),
                request.autoCreate() == null || request.autoCreate(),
                old == null ? now : old.createdAt(),
                now);
    }

    private byte @Nullable [] secret(
            UUID organizationId, UUID id, ProviderRequest request, @Nullable IdentityProvider old) {
        @Nullable String entered = request.clientSecret();
        if (entered == null) {
            return old == null ? null : old.clientSecret();
        }
        return entered.isEmpty() ? null : secrets.seal(entered, organizationId, id);
    }

    /** What no annotation sees. */
    private void check(ProviderRequest request) {
        try {
            URI issuer = new URI(request.issuer());
            destinations.checkForm(issuer);
            if (issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
                throw ProblemException.invalid(
                        "issuer", request.issuer(), "an address without ? and #");
            }
        } catch (URISyntaxException | OutboundException e) {
            throw ProblemException.invalid(
                    "issuer", request.issuer(), "an address such as https://login.example.org");
        }
        boolean hasValues =
                !request.values().admins().isEmpty() || !request.values().managers().isEmpty();
        if (request.roleClaim() != null && !hasValues) {
            throw ProblemException.invalidSecret(
                    "roleValues", "must name at least one value, or everybody becomes an employee");
        }
        if (request.roleClaim() == null && hasValues) {
            throw ProblemException.invalidSecret(
                    "roleClaim", "must name the claim that has the values");
        }
    }

    private static void refuseTaken(
            List<IdentityProvider> others, String issuer, @Nullable UUID own) {
        if (others.stream()
                .anyMatch(other -> other.issuer().equals(issuer) && !other.id().equals(own))) {
            throw ProblemException.conflict(
                    "issuer-taken", "There is an identity provider with this issuer already.");
        }
    }

    private void refuseIfLast(UUID id) {
        if (!rules.passwordsAllowed() && repository.countOthersInUse(id) == 0) {
            throw ProblemException.conflict(
                    "last-provider",
                    "Nobody but administrators could sign in any more; allow passwords first.");
        }
    }

    private static Map<String, Object> details(IdentityProvider provider) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("name", provider.name());
        details.put("issuer", provider.issuer());
        details.put("clientId", provider.clientId());
        details.put("allowedDomains", provider.allowedDomains());
        details.put("roleClaim", provider.roleClaim());
        details.put("adminValues", provider.adminValues());
        details.put("managerValues", provider.managerValues());
        details.put("enabled", provider.enabled());
        details.put("autoCreate", provider.autoCreate());
        return details;
    }
}

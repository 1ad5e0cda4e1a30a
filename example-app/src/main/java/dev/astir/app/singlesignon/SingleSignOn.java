package dev.astir.app.singlesignon;

import dev.astir.app.identity.User;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.http.HttpParameters;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leads somebody to a provider and back. Nothing of it stays on the node: what the browser must
 * bring back it keeps itself, and what it brought back is noted in the database. Thread-safe.
 */
@Singleton
public class SingleSignOn {

    private static final int MOST_CHOICES = 20;

    private final IdentityProviderRepository providers;
    private final UsedStates usedStates;
    private final OpenIdClient client;
    private final Arrivals arrivals;
    private final Transactions transactions;
    private final Clock clock;

    /** A sign-in that has begun: where the browser goes, and what it must keep. */
    record Departure(URI address, Attempt attempt) {}

    /** Whom a provider has let in, and what it called itself then. */
    record Arrived(User user, String issuer) {}

    SingleSignOn(
            IdentityProviderRepository providers,
            UsedStates usedStates,
            OpenIdClient client,
            Arrivals arrivals,
            Transactions transactions,
            Clock clock) {
        this.providers = providers;
        this.usedStates = usedStates;
        this.client = client;
        this.arrivals = arrivals;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** By whom people with such an e-mail sign in; the same whoever exists. */
    List<IdentityProviderRepository.Choice> discover(String email) {
        return EmailDomain.of(email.strip())
                .map(domain ->
                        transactions.asSystem(() -> providers.ofDomain(domain, MOST_CHOICES)))
                .orElse(List.of());
    }

    /**
     * Begins a sign-in.
     *
     * @param lured whether another site led here
     * @throws SignInRefused when the provider is not there, or cannot be asked
     */
    Departure begin(UUID providerId, @Nullable String returnTo, boolean lured) {
        IdentityProvider provider = inUse(transactions.asSystem(() -> providers.find(providerId)));
        Attempt attempt =
                new Attempt(
                        provider.organizationId(),
                        provider.id(),
                        OpaqueTokens.generate(""),
                        OpaqueTokens.generate(""),
                        OpaqueTokens.generate(""),
                        ReturnPath.of(returnTo),
                        lured,
                        clock.instant().plus(AttemptCookies.LIFETIME));
        return new Departure(client.authorizationAddress(provider, attempt), attempt);
    }

    /**
     * Ends a sign-in with the person who came back.
     *
     * @param answer what the provider wrote into the address
     * @throws SignInRefused when nobody comes in
     */
    Arrived complete(Attempt attempt, HttpParameters answer) {
        UUID organization = attempt.organizationId();
        Instant now = clock.instant();
        if (!now.isBefore(attempt.expiresAt())) {
            throw new SignInRefused(Failure.EXPIRED, "it took too long");
        }
        boolean isFirst =
                transactions.inOrganization(
                        organization,
                        () ->
                                usedStates.use(
                                                organization,
                                                OpaqueTokens.hash(attempt.state()),
                                                attempt.expiresAt())
                                        == 1);
        if (!isFirst) {
            throw new SignInRefused(Failure.EXPIRED, "the answer came a second time");
        }
        IdentityProvider provider =
                inUse(
                        transactions.inOrganization(
                                organization, () -> providers.find(attempt.providerId())));
        client.checkSender(provider, one(answer, "iss"));
        one(answer, "error")
                .ifPresent(error -> {
                    throw new SignInRefused(Failure.PROVIDER_REFUSED, "it says no");
                });
        String code =
                one(answer, "code")
                        .orElseThrow(
                                () -> new SignInRefused(Failure.ANSWER_REFUSED, "it gave no code"));
        User user = arrivals.admit(provider, client.redeem(provider, attempt, code));
        return new Arrived(user, provider.issuer());
    }

    private static IdentityProvider inUse(Optional<IdentityProvider> provider) {
        return provider.filter(IdentityProvider::enabled)
                .orElseThrow(() ->
                        new SignInRefused(
                                Failure.PROVIDER_UNKNOWN, "there is none, or it is not in use"));
    }

    /** The parameter's only value: of two, somebody may have added one. */
    static Optional<String> one(HttpParameters parameters, String name) {
        List<String> values = parameters.getAll(name);
        if (values.size() > 1) {
            throw new SignInRefused(Failure.ANSWER_REFUSED, "the answer has two of " + name);
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }
}

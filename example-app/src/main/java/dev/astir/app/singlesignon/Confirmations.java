package dev.astir.app.singlesignon;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.SecureCookies;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.Secrets;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Sign-ins by a provider that somebody must say yes to, because another person's would end by it,
 * or because another site led there. The browser keeps one, and it is used once, on whatever node.
 * Thread-safe.
 */
@Singleton
final class Confirmations {

    /** How long somebody may think about it. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String COOKIE = "astir_unconfirmed";

    private final SealedRecords<Unconfirmed> sealed;
    private final SecureCookies cookies;
    private final Accounts accounts;
    private final IdentityProviderRepository providers;
    private final Organizations organizations;
    private final UsedStates usedStates;
    private final Transactions transactions;
    private final Clock clock;

    /** Who would be signed in, by what the provider says and we keep. */
    record Arriving(User user, IdentityProvider provider, String organizationName) {}

    Confirmations(
            Secrets secrets,
            ObjectMapper json,
            SecureCookies cookies,
            Accounts accounts,
            IdentityProviderRepository providers,
            Organizations organizations,
            UsedStates usedStates,
            Transactions transactions,
            Clock clock) {
        this.sealed =
                new SealedRecords<>(secrets, "single-sign-on-unconfirmed", json, Unconfirmed.class);
        this.cookies = cookies;
        this.accounts = accounts;
        this.providers = providers;
        this.organizations = organizations;
        this.usedStates = usedStates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Lets the browser keep the sign-in, until the person has said yes. */
    void ask(MutableHttpResponse<?> response, Attempt attempt, SingleSignOn.Arrived arrived) {
        Unconfirmed unconfirmed =
                new Unconfirmed(
                        attempt.organizationId(),
                        attempt.providerId(),
                        arrived.issuer(),
                        arrived.user().id(),
                        arrived.user().passwordChangedAt(),
                        attempt.state(),
                        attempt.returnTo(),
                        clock.instant().plus(LIFETIME));
        response.cookie(
                cookies.of(COOKIE, sealed.seal(unconfirmed), AttemptCookies.PATH, LIFETIME, true));
    }

    void forget(MutableHttpResponse<?> response) {
        response.cookie(cookies.of(COOKIE, "", AttemptCookies.PATH, Duration.ZERO, true));
    }

    /**
     * What the browser keeps.
     *
     * @throws ProblemException 410 when there is none, or it is too old
     */
    Unconfirmed kept(HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(COOKIE)
                .flatMap(cookie -> sealed.open(cookie.getValue()))
                .filter(unconfirmed -> clock.instant().isBefore(unconfirmed.expiresAt()))
                .orElseThrow(Confirmations::over);
    }

    /**
     * Who would be signed in.
     *
     * @throws ProblemException 410 when they may not come in any more
     */
    Arriving look(Unconfirmed unconfirmed) {
        return transactions.inOrganization(
                unconfirmed.organizationId(), () -> arriving(unconfirmed));
    }

    /**
     * Who is signed in now, once.
     *
     * @throws ProblemException 410 as {@link #look}, and the second time
     */
    User take(Unconfirmed unconfirmed) {
        UUID organization = unconfirmed.organizationId();
        return transactions.inOrganization(
                organization,
                () -> {
                    User user = arriving(unconfirmed).user();
                    // Not the hash that the provider's answer left.
                    byte[] hash = OpaqueTokens.hash(COOKIE + unconfirmed.state());
                    if (usedStates.use(organization, hash, unconfirmed.expiresAt()) != 1) {
                        throw over();
                    }
                    return user;
                });
    }

    private Arriving arriving(Unconfirmed unconfirmed) {
        User user =
                accounts.find(unconfirmed.userId())
                        .filter(one -> one.status() == Status.ACTIVE)
                        .filter(one ->
                                one.passwordChangedAt().equals(unconfirmed.passwordChangedAt()))
                        .orElseThrow(Confirmations::over);
        IdentityProvider provider =
                providers
                        .find(unconfirmed.providerId())
                        .filter(IdentityProvider::enabled)
                        .filter(one -> one.issuer().equals(unconfirmed.issuer()))
                        .orElseThrow(Confirmations::over);
        return new Arriving(user, provider, organizations.get(unconfirmed.organizationId()).name());
    }

    private static ProblemException over() {
        return ProblemException.gone(
                "sign-in-over", "There is no sign-in to confirm any more; begin again.");
    }
}

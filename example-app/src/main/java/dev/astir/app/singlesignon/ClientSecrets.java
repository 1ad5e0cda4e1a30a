package dev.astir.app.singlesignon;

import dev.astir.app.platform.Sealing;
import dev.astir.app.platform.Secrets;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * What the app proves itself with to a provider, as the database keeps it: sealed for one row of
 * one organization. Thread-safe.
 */
@Singleton
final class ClientSecrets {

    private final Sealing sealing;

    ClientSecrets(Secrets secrets) {
        this.sealing = new Sealing(secrets, "identity-provider");
    }

    byte[] seal(String secret, UUID organizationId, UUID providerId) {
        return sealing.seal(secret, context(organizationId, providerId));
    }

    /**
     * The secret of the provider; empty when it has none.
     *
     * @throws SignInRefused when {@code ASTIR_SECRET} is another one than when it was stored
     */
    Optional<String> open(IdentityProvider provider) {
        byte[] sealed = provider.clientSecret();
        if (sealed == null) {
            return Optional.empty();
        }
        return Optional.of(
                sealing.open(sealed, context(provider.organizationId(), provider.id()))
                        .orElseThrow(() ->
                                new SignInRefused(
                                        Failure.PROVIDER_BROKEN,
                                        "its client secret cannot be read any more, because"
                                                + " ASTIR_SECRET changed; enter it again")));
    }

    private static String context(UUID organizationId, UUID providerId) {
        return organizationId + "/" + providerId;
    }
}

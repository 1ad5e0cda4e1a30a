package dev.astir.app.webhooks;

import dev.astir.app.platform.Sealing;
import dev.astir.app.platform.Secrets;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * What deliveries are signed with, as the database keeps it: sealed for one webhook of one
 * organization. Thread-safe.
 */
@Singleton
final class WebhookSecrets {

    private final Sealing sealing;

    WebhookSecrets(Secrets secrets) {
        this.sealing = new Sealing(secrets, "webhook");
    }

    byte[] seal(String secret, UUID organizationId, UUID webhookId) {
        return sealing.seal(secret, context(organizationId, webhookId));
    }

    /** The secret; empty when {@code ASTIR_SECRET} is another one than when it was stored. */
    Optional<String> open(byte[] sealed, UUID organizationId, UUID webhookId) {
        return sealing.open(sealed, context(organizationId, webhookId));
    }

    private static String context(UUID organizationId, UUID webhookId) {
        return organizationId + "/" + webhookId;
    }
}

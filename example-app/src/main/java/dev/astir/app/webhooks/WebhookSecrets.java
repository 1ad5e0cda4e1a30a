package dev.astir.app.webhooks;

import dev.astir.app.platform.Sealing;
import dev.astir.app.platform.Secrets;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What deliveries are signed with, as the database keeps it: sealed for one webhook of one
 * organization. Thread-safe.
 */
@Singleton
final class WebhookSecrets {

    /** What a secret begins with, by the specification. */
    static final String PREFIX = "whsec_";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The specification asks for 24 to 64. */
    private static final int BYTES = 32;

    private final Sealing sealing;

    WebhookSecrets(Secrets secrets) {
        this.sealing = new Sealing(secrets, "webhook");
    }

    /** A new one, as it is shown once. */
    static String generate() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return PREFIX + Base64.getEncoder().encodeToString(key);
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

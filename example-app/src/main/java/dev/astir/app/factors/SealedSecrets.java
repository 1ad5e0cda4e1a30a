package dev.astir.app.factors;

import dev.astir.app.platform.Sealing;
import dev.astir.app.platform.Secrets;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets of authenticator apps, sealed, so that a copy of the database makes no code. Each is
 * bound to its person: in another's row it does not open. Thread-safe.
 */
@Singleton
final class SealedSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(SealedSecrets.class);

    private final Sealing sealing;

    SealedSecrets(Secrets secrets) {
        this.sealing = new Sealing(secrets, "totp");
    }

    byte[] seal(UUID userId, byte[] secret) {
        return sealing.seal(secret, userId.toString());
    }

    /** The secret; empty when this app's secret did not seal it for this person. */
    Optional<byte[]> open(UUID userId, byte[] sealed) {
        Optional<byte[]> secret = sealing.openBytes(sealed, userId.toString());
        if (secret.isEmpty()) {
            LOG.error(
                    "The secret of the authenticator app of {} cannot be opened: was ASTIR_SECRET"
                            + " changed? An administrator can remove their second factor.",
                    userId);
        }
        return secret;
    }
}

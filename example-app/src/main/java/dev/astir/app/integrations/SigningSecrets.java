package dev.astir.app.integrations;

import dev.astir.app.platform.Sealing;
import dev.astir.app.platform.Secrets;
import dev.astir.app.platform.SeldomLine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What senders sign with, in the form of Standard Webhooks, and as the database keeps it: sealed
 * for one integration, since a signature cannot be checked by a hash. Thread-safe.
 */
@Singleton
final class SigningSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(SigningSecrets.class);

    private final Sealing sealing;
    private final SeldomLine unreadable = new SeldomLine(LOG, Duration.ofMinutes(1));

    SigningSecrets(Secrets secrets) {
        this.sealing = new Sealing(secrets, "integration");
    }

    byte[] seal(String secret, UUID organizationId, UUID integrationId) {
        return sealing.seal(secret, context(organizationId, integrationId));
    }

    /** Those that count now, the newest first; none when {@code ASTIR_SECRET} is another one. */
    List<String> inForce(Integration integration, Instant now) {
        String context = context(integration.organizationId(), integration.id());
        List<String> open = new ArrayList<>();
        sealing.open(integration.secret(), context).ifPresent(open::add);
        if (open.isEmpty()) {
            unreadable.warn(
                    "The secret of integration %s cannot be opened: was ASTIR_SECRET changed? Give it"
                                    .formatted(integration.id())
                            + " a new one.");
        }
        Instant until = integration.previousUntil();
        byte[] previous = integration.previousSecret();
        if (until != null && previous != null && now.isBefore(until)) {
            sealing.open(previous, context).ifPresent(open::add);
        }
        return open;
    }

    private static String context(UUID organizationId, UUID integrationId) {
        return organizationId + "/" + integrationId;
    }
}

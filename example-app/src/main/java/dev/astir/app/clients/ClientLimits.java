package dev.astir.app.clients;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** After how long an organization calls its clients silent. Stateless. */
@Singleton
class ClientLimits {

    /** Where nobody said otherwise. */
    static final Limits DEFAULT =
            new Limits(
                    Math.toIntExact(Duration.ofDays(3).toSeconds()),
                    Math.toIntExact(Duration.ofDays(1).toSeconds()));

    /** Seconds without a sign. */
    record Limits(int agentSilentAfterSeconds, int clientSilentAfterSeconds) {}

    /** Those of an organization. */
    Limits of(UUID organizationId) {
        return DEFAULT;
    }
}

package dev.astir.app.integrations;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another system that tells the organization's feed. Immutable.
 *
 * @param publicId what its address ends with
 * @param kind as {@link Kind} writes it
 * @param mapping as JSON; null for the kinds that need none
 * @param secret sealed, see {@link SigningSecrets}
 * @param previousSecret the one before, sealed; null when there is none
 * @param previousUntil how long that one counts
 * @param status {@link #ACTIVE} or {@link #PAUSED}
 */
@Introspected
@MappedEntity("integrations")
record Integration(
        @Id UUID id,
        UUID organizationId,
        String publicId,
        String name,
        String kind,
        @Nullable String mapping,
        byte[] secret,
        // The mapping does not see an annotation of the array's type, only one of the component.
        @jakarta.annotation.Nullable byte[] previousSecret,
        @Nullable Instant previousUntil,
        String status,
        Instant createdAt,
        Instant updatedAt) {

    static final String ACTIVE = "active";
    static final String PAUSED = "paused";

    boolean isPaused() {
        return status.equals(PAUSED);
    }

    @Override
    public String toString() {
        return "Integration[id=%s, organizationId=%s, kind=%s]".formatted(id, organizationId, kind);
    }
}

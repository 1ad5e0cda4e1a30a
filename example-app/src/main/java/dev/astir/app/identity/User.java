package dev.astir.app.identity;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of an organization. Immutable.
 *
 * @param timeZone the person's own IANA zone; null for the organization's
 * @param passwordChangedAt when the person last chose a password
 * @param secondFactor whether a password alone does not let them in
 */
@MappedEntity("users")
public record User(
        @Id UUID id,
        UUID organizationId,
        String name,
        String email,
        String passwordHash,
        Role role,
        Status status,
        @Nullable String timeZone,
        Instant passwordChangedAt,
        boolean secondFactor,
        Instant createdAt,
        Instant updatedAt) {

    @Override
    public String toString() {
        return "User[id=%s, organizationId=%s, role=%s, status=%s]"
                .formatted(id, organizationId, role, status);
    }
}

package dev.astir.app.people;

import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as managers see them. Immutable.
 *
 * @param timeZone their own IANA zone; null for the organization's
 * @param teamId the team that they are in; null for none
 * @param secondFactor whether a password alone does not let them in
 */
@Introspected
@MappedEntity("users")
public record Person(
        @Id UUID id,
        String name,
        String email,
        Role role,
        Status status,
        @Nullable String timeZone,
        @Nullable UUID teamId,
        boolean secondFactor,
        Instant createdAt) {}

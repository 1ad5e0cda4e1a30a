package dev.astir.app.identity;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody forgot their password, and waits for a link that an administrator hands them. Immutable.
 *
 * @param expiresAt when it is shown no more
 */
@Introspected
@MappedEntity("password_resets")
record PasswordResetRequest(
        @Id UUID id,
        UUID userId,
        String name,
        String email,
        Instant requestedAt,
        Instant expiresAt) {}

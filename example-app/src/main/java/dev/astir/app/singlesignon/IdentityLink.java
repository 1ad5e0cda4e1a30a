package dev.astir.app.singlesignon;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Whom a provider means: its name for somebody, and our account. Immutable.
 *
 * @param issuer the provider, also after its row here has got another address
 * @param subject its name for the person, which never becomes another's
 */
@MappedEntity("identity_links")
record IdentityLink(
        @Id UUID id,
        UUID organizationId,
        UUID providerId,
        String issuer,
        String subject,
        UUID userId,
        Instant createdAt) {}

package dev.astir.app.presence;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose presence is shown (RFC 2778's word). Immutable.
 *
 * @param timeZone their own IANA zone, or else the organization's
 * @param teamId the team that they are in; null for none
 * @param lastSeen when they were last here, as noted when they left; null if never
 */
@MappedEntity("users")
record Presentity(
        @Id UUID id,
        String name,
        String timeZone,
        @Nullable UUID teamId,
        @Nullable String teamName,
        @Nullable Instant lastSeen) {}

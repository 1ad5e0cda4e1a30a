package dev.astir.app.presence;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device that is connected, or was a moment ago. Immutable.
 *
 * @param state not offline
 * @param since when this began, in the server's time
 */
@MappedEntity("presence")
record DevicePresence(
        @Id UUID agentId,
        UUID userId,
        PresenceState state,
        @Nullable String app,
        @Nullable String site,
        @Nullable String title,
        @Nullable String media,
        Instant since,
        Instant lastSeen) {}

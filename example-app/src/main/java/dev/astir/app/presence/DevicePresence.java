package dev.astir.app.presence;

import java.time.Instant;
import java.util.UUID;

/**
 * A device that is connected, or was a moment ago.
 *
 * <p>Immutable.
 */
record DevicePresence(UUID userId, UUID agentId, DeviceState state, Instant lastSeen) {}

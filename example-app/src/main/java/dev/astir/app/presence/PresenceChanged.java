package dev.astir.app.presence;

import java.util.Optional;
import java.util.UUID;

/**
 * Published as an application event, on one node, once something of a person's presence may look
 * different. Immutable.
 *
 * @param turn whether the person came or went with it
 */
public record PresenceChanged(UUID organizationId, UUID userId, Optional<PresenceTurn> turn) {}

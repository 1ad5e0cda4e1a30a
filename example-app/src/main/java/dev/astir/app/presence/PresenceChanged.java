package dev.astir.app.presence;

import java.util.Optional;
import java.util.UUID;

/**
 * Published as an application event in the transaction of each change that a viewer can see.
 * Listeners that run after its commit hear of the changes of one person in their order.
 *
 * <p>Immutable.
 *
 * @param turn whether the person came or went with it
 */
public record PresenceChanged(
        UUID organizationId, Presence presence, Optional<PresenceTurn> turn) {}

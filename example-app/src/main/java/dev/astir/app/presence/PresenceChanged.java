package dev.astir.app.presence;

import java.util.Optional;
import java.util.UUID;

/**
 * Published as an application event after each change that a viewer can see, on the thread that
 * made it. The changes of one person are published in their order.
 *
 * <p>Immutable.
 *
 * @param turn whether the person came or went with it
 */
public record PresenceChanged(
        UUID organizationId, Presence presence, Optional<PresenceTurn> turn) {}

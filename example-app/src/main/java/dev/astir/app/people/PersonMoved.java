package dev.astir.app.people;

import java.util.Optional;
import java.util.UUID;

/**
 * Published in the transaction that puts a person into another team, or takes them out of one.
 * Immutable.
 */
public record PersonMoved(
        UUID organizationId, UUID userId, Optional<UUID> from, Optional<UUID> to) {}

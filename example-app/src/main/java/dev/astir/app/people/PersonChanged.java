package dev.astir.app.people;

import dev.astir.app.identity.Status;
import java.util.UUID;

/** Published in the transaction that changes a person. Immutable. */
public record PersonChanged(UUID organizationId, UUID userId, Status status) {}

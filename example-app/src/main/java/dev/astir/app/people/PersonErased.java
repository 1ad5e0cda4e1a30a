package dev.astir.app.people;

import java.util.UUID;

/**
 * Published in the transaction that erases a person, while it holds the organization, after {@link
 * PersonChanged}. Immutable.
 */
public record PersonErased(UUID organizationId, UUID userId) {}

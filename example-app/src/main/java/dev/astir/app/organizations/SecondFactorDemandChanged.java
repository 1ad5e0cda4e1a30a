package dev.astir.app.organizations;

import java.util.UUID;

/**
 * Published in the transaction in which an organization begins or ceases to require a second
 * factor. Immutable.
 */
public record SecondFactorDemandChanged(UUID organizationId) {}

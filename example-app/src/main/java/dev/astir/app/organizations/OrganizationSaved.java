package dev.astir.app.organizations;

/**
 * Published in the transaction that creates an organization or changes its settings, while it holds
 * the organization. What a plain listener does or throws belongs to that transaction. Immutable.
 *
 * @param organization as it is from now on
 */
public record OrganizationSaved(Organization organization) {}

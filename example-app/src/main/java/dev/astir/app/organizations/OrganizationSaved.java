package dev.astir.app.organizations;

import dev.astir.app.trail.Actor;

/**
 * Published in the transaction that creates an organization or changes its settings, while it holds
 * the organization. What a plain listener does or throws belongs to that transaction. Immutable.
 *
 * @param organization as it is from now on
 * @param actor who did it
 */
public record OrganizationSaved(Organization organization, Actor actor) {}

/**
 * Who calls the API: people, agents, API tokens and integrations, when each was last seen and how
 * often, as the tracker has it; and which of those that are watched went silent. {@code Clients}
 * lists them, {@code SilentClients} watches, {@code Watches} changes what is watched. What a
 * request counts as is said in {@code RequestKinds} alone.
 */
@NullMarked
package dev.astir.app.clients;

import org.jspecify.annotations.NullMarked;

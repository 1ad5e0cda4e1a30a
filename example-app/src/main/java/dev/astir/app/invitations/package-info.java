/**
 * Invitations: how somebody new comes into an organization. An administrator names an e-mail and a
 * role; whoever has the link chooses a name and a password. The entry point is {@link
 * dev.astir.app.invitations.Invitations}.
 */
@NullMarked
package dev.astir.app.invitations;

import org.jspecify.annotations.NullMarked;

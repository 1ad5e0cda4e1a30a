/**
 * The teams of an organization: who is in which, and who manages it. What a manager of teams sees
 * follows from them, by {@link dev.astir.app.identity.Sight}. The entry point is {@link
 * dev.astir.app.teams.Teams}.
 */
@NullMarked
package dev.astir.app.teams;

import org.jspecify.annotations.NullMarked;

/**
 * What an organization captures of its people, in words and as settings, and who agreed to it. The
 * entry point is {@link dev.astir.app.policies.Policies}.
 */
@NullMarked
package dev.astir.app.policies;

import org.jspecify.annotations.NullMarked;

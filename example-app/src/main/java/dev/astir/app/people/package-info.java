/**
 * The people of an organization: who they are, what they may do, and whether they may come in. The
 * entry point is {@link dev.astir.app.people.People}.
 */
@NullMarked
package dev.astir.app.people;

import org.jspecify.annotations.NullMarked;

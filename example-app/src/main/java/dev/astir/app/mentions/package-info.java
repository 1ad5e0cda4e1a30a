/**
 * Whom somebody may mean when they begin to write a name: {@code /api/mentions}. The entry point is
 * {@link dev.astir.app.mentions.Mentions}.
 */
@NullMarked
package dev.astir.app.mentions;

import org.jspecify.annotations.NullMarked;

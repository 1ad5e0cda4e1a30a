/**
 * The organization "Demo" with twelve people, whose agents are real clients of the app's own port.
 * Only present with {@code ASTIR_DEMO=true}; the entry point is {@link Demo}.
 */
@NullMarked
package dev.astir.app.demo;

import org.jspecify.annotations.NullMarked;

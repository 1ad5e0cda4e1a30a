/**
 * The trail: who changed what, and who looked at whose data. Every feature adds to it in the
 * transaction of what it tells of; the feature {@code audit} reads it. The entry point is {@link
 * dev.astir.app.trail.Trail}.
 */
@NullMarked
package dev.astir.app.trail;

import org.jspecify.annotations.NullMarked;

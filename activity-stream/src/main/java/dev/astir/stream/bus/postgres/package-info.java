/**
 * Nodes wake each other through the PostgreSQL that they have in common; {@link
 * dev.astir.stream.bus.postgres.PostgresBus}.
 */
@NullMarked
package dev.astir.stream.bus.postgres;

import org.jspecify.annotations.NullMarked;

/** The tracker as a Micronaut server filter, configured by {@code astir.tracker.*}. */
@NullMarked
package dev.astir.tracker.micronaut;

import org.jspecify.annotations.NullMarked;

/** The tracker's meters in the registry of a Micronaut application. Needs no call: it is found. */
@NullMarked
package dev.astir.tracker.micronaut.micrometer;

import org.jspecify.annotations.NullMarked;

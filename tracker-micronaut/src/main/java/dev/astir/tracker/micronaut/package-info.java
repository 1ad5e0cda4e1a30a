/**
 * The tracker as a Micronaut server filter, configured by {@code astir.tracker.*}. With this on the
 * class path and a {@code DataSource} bean, each request's client is recorded. Start at {@code
 * TrackerConfiguration}. To find a client in a way that the settings cannot say, define a {@code
 * ClientIdResolver} bean; to record by hand, inject the {@code ActivityTracker}; to observe it,
 * define {@code TrackerListener} beans.
 */
@NullMarked
package dev.astir.tracker.micronaut;

import org.jspecify.annotations.NullMarked;

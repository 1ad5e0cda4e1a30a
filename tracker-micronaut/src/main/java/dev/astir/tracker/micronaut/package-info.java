/**
 * The tracker as a Micronaut server filter, configured by {@code astir.tracker.*}. With this on the
 * class path and a {@code DataSource} bean, each request's client is recorded. To find a client
 * otherwise, define a {@code ClientIdResolver} bean; to record by hand, inject the {@code
 * ActivityTracker}.
 */
@NullMarked
package dev.astir.tracker.micronaut;

import org.jspecify.annotations.NullMarked;

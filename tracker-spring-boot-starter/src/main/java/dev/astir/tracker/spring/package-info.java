/**
 * The tracker in a Spring Boot application, configured by {@code astir.tracker.*}. With this on the
 * class path and a {@code DataSource} bean, each request's client is recorded. To find a client
 * otherwise, define a {@code ClientIdResolver} bean; to record by hand, inject the {@code
 * ActivityTracker}. Each bean made here steps back for one of the application's own.
 */
@NullMarked
package dev.astir.tracker.spring;

import org.jspecify.annotations.NullMarked;

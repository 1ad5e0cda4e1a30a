/** The tracker's meters in a Spring Boot application. There is nothing to call. */
@NullMarked
package dev.astir.tracker.spring.micrometer;

import org.jspecify.annotations.NullMarked;

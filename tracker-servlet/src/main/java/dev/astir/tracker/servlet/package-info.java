/** The tracker as a Jakarta Servlet filter. Start at {@code ActivityTrackingFilter}. */
@NullMarked
package dev.astir.tracker.servlet;

import org.jspecify.annotations.NullMarked;

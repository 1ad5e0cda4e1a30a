/**
 * The tracker as a Jakarta Servlet filter, set up in code or by {@code web.xml}. Start at {@code
 * ActivityTrackingFilter}.
 */
@NullMarked
package dev.astir.tracker.servlet;

import org.jspecify.annotations.NullMarked;

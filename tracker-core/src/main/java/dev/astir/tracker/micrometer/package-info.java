/** The tracker's meters for Micrometer. Start at {@code TrackerMetrics}. */
@NullMarked
package dev.astir.tracker.micrometer;

import org.jspecify.annotations.NullMarked;

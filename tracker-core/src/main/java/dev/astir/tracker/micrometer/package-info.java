/**
 * The tracker's meters for Micrometer. Start at {@code TrackerMetrics}; those of the sync from
 * Redis are {@code SyncMetrics}.
 */
@NullMarked
package dev.astir.tracker.micrometer;

import org.jspecify.annotations.NullMarked;

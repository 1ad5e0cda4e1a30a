/**
 * Records when each client was last seen, and writes it in batches. Start at {@code
 * ActivityTracker}.
 */
@NullMarked
package dev.astir.tracker;

import org.jspecify.annotations.NullMarked;

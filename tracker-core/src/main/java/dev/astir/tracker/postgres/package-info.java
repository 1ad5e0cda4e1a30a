/** The PostgreSQL store of the tracker. Start at {@code PostgresActivityStore}. */
@NullMarked
package dev.astir.tracker.postgres;

import org.jspecify.annotations.NullMarked;

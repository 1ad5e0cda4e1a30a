/** A real PostgreSQL; the entry point is {@link dev.astir.testing.postgres.PostgresProcess}. */
@NullMarked
package dev.astir.testing.postgres;

import org.jspecify.annotations.NullMarked;

/** Storage of events and positions in PostgreSQL: append, page, changes since a position. */
@NullMarked
package dev.astir.stream.postgres;

import org.jspecify.annotations.NullMarked;

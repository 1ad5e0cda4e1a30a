/**
 * The append-only {@link dev.astir.agent.journal.Journal} that keeps spans until the server has
 * acknowledged them.
 */
@NullMarked
package dev.astir.agent.journal;

import org.jspecify.annotations.NullMarked;

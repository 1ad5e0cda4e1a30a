package dev.astir.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the outbox of committed transactions. Immutable.
 *
 * @param waiting events that are yet to get a position; more than a few for more than a second say
 *     that no node is up, or that the database is too slow
 * @param oldest when the oldest of those was written, by the database's clock, or null
 * @param setAside events that could not be stored; their rows in {@code activity_outbox} say why
 */
public record OutboxStats(long waiting, @Nullable Instant oldest, long setAside) {}

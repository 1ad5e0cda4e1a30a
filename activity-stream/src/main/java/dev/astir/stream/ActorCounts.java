package dev.astir.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much somebody left in a feed. Immutable.
 *
 * @param events events that they published, or whose entity they are
 * @param oldest the time of the oldest of those; null if there is none
 */
public record ActorCounts(long events, long comments, long reactions, @Nullable Instant oldest) {}

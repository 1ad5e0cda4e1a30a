package dev.astir.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person's reaction to an event. Immutable.
 *
 * @param emoji the emoji
 * @param actorId who reacted
 * @param actorName the name to show, or null
 * @param at when
 */
public record Reaction(String emoji, String actorId, @Nullable String actorName, Instant at) {}

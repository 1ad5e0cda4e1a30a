package dev.astir.stream;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody reacted to an event with. Immutable.
 *
 * @param eventId the event
 * @param emoji the emoji
 * @param at when
 */
public record ActorReaction(UUID eventId, String emoji, Instant at) {}

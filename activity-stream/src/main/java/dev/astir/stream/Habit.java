package dev.astir.stream;

/**
 * That somebody does one type of thing.
 *
 * @param actorId who
 * @param eventType what
 */
public record Habit(String actorId, String eventType) {}

package dev.astir.tracker.postgres;

/**
 * How much an {@link ActivityRetention} deleted. Immutable, so safe for use by several threads.
 *
 * @param clients clients
 * @param dailyHits rows of the daily hits, one a client, activity and day
 */
public record DeletedActivity(long clients, long dailyHits) {}

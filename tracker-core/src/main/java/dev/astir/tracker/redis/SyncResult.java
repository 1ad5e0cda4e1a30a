package dev.astir.tracker.redis;

/**
 * What one sync has moved. Immutable.
 *
 * @param elsewhere true if another node was moving, and so this one did nothing
 * @param sightings how many clients' sightings were written to PostgreSQL
 * @param hits how many clients' activities were, one for each client, activity and day
 * @param dropped how many of both PostgreSQL refused for their content
 */
public record SyncResult(boolean elsewhere, int sightings, int hits, int dropped) {}

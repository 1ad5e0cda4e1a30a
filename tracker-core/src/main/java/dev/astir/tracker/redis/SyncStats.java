package dev.astir.tracker.redis;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sync's interval and what it has done on this node since it was built. The numbers are read one
 * after the other, so they may be apart by what happened meanwhile. Immutable.
 *
 * @param interval the time between syncs while all is well
 * @param sightings how many clients' sightings have been written; a client in two syncs counts
 *     twice
 * @param hits how many clients' activities have been written, as for sightings
 * @param dropped how many of both PostgreSQL refused for their content
 * @param syncs how many syncs this node has completed, also with nothing to move; not one that was
 *     cut short by closing
 * @param failures how many have failed
 * @param lastSuccess when this node last completed one, or null if it has not yet, perhaps because
 *     another node does
 */
public record SyncStats(
        Duration interval,
        long sightings,
        long hits,
        long dropped,
        long syncs,
        long failures,
        @Nullable Instant lastSuccess) {}

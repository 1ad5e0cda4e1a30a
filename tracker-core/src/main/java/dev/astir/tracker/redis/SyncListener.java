package dev.astir.tracker.redis;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import java.time.Duration;

/**
 * Observes a {@link RedisToPostgresSync}. Each method does nothing unless overridden, and is called
 * on the thread that syncs. What a listener throws is logged and has no other effect.
 */
public interface SyncListener {

    /** A listener that does nothing. */
    SyncListener NONE = new SyncListener() {};

    /** This node has completed a sync, perhaps with nothing to move. */
    default void onSync(SyncResult result, Duration took) {}

    /**
     * A sync of the background thread failed. What it did not move is still in Redis.
     *
     * @param cause why
     * @param retryIn when the next attempt will be
     */
    default void onFailure(Throwable cause, Duration retryIn) {}

    /** PostgreSQL refused one sighting for its content. It is dropped; the others are written. */
    default void onDrop(Sighting sighting, DataRejectedException cause) {}

    /** PostgreSQL refused the hits of one client, activity and day for their content. */
    default void onDrop(ActivityHits hits, DataRejectedException cause) {}
}

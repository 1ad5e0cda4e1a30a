package dev.astir.tracker;

import java.time.Duration;

/**
 * Observes what a tracker does. Each method does nothing unless overridden.
 *
 * <p>All methods are called on the tracker's flush thread, except {@link #onClose}, which is called
 * by the thread that closes the tracker. A slow listener delays flushes, never requests. What a
 * listener throws is logged and has no other effect.
 */
public interface TrackerListener {

    /** A listener that does nothing. */
    TrackerListener NONE = new TrackerListener() {};

    /**
     * A flush has written all that was pending. Not called when nothing was.
     *
     * @param clients how many clients were written
     * @param took how long the flush took
     */
    default void onFlush(int clients, Duration took) {}

    /**
     * A flush failed. What it could not write stays pending.
     *
     * @param cause what the store threw
     * @param pending how many clients are pending
     * @param retryIn when the next attempt will be
     */
    default void onFailure(Throwable cause, int pending, Duration retryIn) {}

    /**
     * The store refused one sighting for its content. It is dropped; the others of its batch are
     * stored.
     */
    default void onDrop(Sighting sighting, DataRejectedException cause) {}

    /**
     * The tracker has closed. Called once.
     *
     * @param lost how many clients' last sightings could not be stored before the shutdown timeout
     */
    default void onClose(int lost) {}
}

package dev.astir.tracker;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Observes what a tracker does. Each method does nothing unless overridden.
 *
 * <p>All methods are called on the tracker's flush threads, one for sightings and one for counts,
 * except {@link #onStart} and {@link #onClose}, which the thread calls that builds or closes it.
 * They may call the tracker: flushing there returns false, and closing does not wait. A slow
 * listener delays flushes, never requests. What a listener throws is logged and has no other
 * effect.
 */
public interface TrackerListener {

    /** A listener that does nothing. */
    TrackerListener NONE = new TrackerListener() {};

    /**
     * A listener that calls several in this order, each whatever the others do.
     *
     * @param listeners the listeners; copied
     */
    static TrackerListener allOf(List<? extends TrackerListener> listeners) {
        return new AllListeners(listeners);
    }

    /**
     * The tracker is about to start. Called once, by the thread that builds it, unless the tracker
     * is disabled.
     *
     * @param stats tells what the tracker has done so far, whenever it is asked, by any thread
     */
    default void onStart(Supplier<TrackerStats> stats) {}

    /**
     * A flush has written all that was pending. Not called when nothing was.
     *
     * @param clients how many clients were written
     * @param took how long the flush took
     */
    default void onFlush(int clients, Duration took) {}

    /**
     * A flush has written all activity counts that were pending. Not called when none was. This and
     * {@link #onFlush} come on two threads, perhaps at once.
     *
     * @param rows how many rows were written, one for each client, activity and day
     * @param took how long the flush took
     */
    default void onHitsFlush(int rows, Duration took) {}

    /**
     * A flush, of sightings or of counts, failed. What it could not write stays pending.
     *
     * @param cause what the store threw
     * @param pending how many sightings, or how many rows of counts, are pending
     * @param retryIn when the next attempt will be
     */
    default void onFailure(Throwable cause, int pending, Duration retryIn) {}

    /**
     * The store refused one sighting for its content. It is dropped; the others of its batch are
     * stored.
     */
    default void onDrop(Sighting sighting, DataRejectedException cause) {}

    /** The store refused the hits of one client, activity and day for their content. */
    default void onDrop(ActivityHits hits, DataRejectedException cause) {}

    /**
     * The tracker has closed. Called once.
     *
     * @param lost how many clients' last sightings, and how many rows of counts, could not be
     *     stored before the shutdown timeout
     */
    default void onClose(int lost) {}
}

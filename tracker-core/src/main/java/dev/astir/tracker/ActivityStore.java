package dev.astir.tracker;

import java.util.List;

/**
 * Where sightings are kept. An {@link ActivityTracker} calls {@link #upsert} from its one flush
 * thread, and {@link #accepts} from any thread; a store that several trackers share must be safe
 * for use by several threads.
 */
public interface ActivityStore {

    /** The most sightings that a tracker hands to {@link #upsert} at once: {@value}. */
    int MAX_BATCH = 1_000;

    /**
     * Writes sightings: a client that the store does not know is added, and the last-seen time of
     * one that it knows moves forward, never back. Writing the same sightings again changes
     * nothing, because a tracker repeats a batch of which it does not know whether it was stored.
     *
     * @param sightings 1 to {@value #MAX_BATCH} sightings of distinct clients, ascending by client
     *     id in {@link String}'s natural order
     * @throws DataRejectedException if the store is well but refuses the content of at least one
     *     sighting, and has stored none; the tracker then finds that one by halving
     * @throws Exception any other, if the store cannot be reached or is not ready; the tracker
     *     keeps the sightings and tries again later
     */
    void upsert(List<Sighting> sightings) throws Exception;

    /**
     * Whether this store can hold a client id. Asked once for each client that a tracker does not
     * know yet, on the thread of the request: it must be quick. Ids that are empty or contain a NUL
     * are refused before this is asked.
     *
     * @param clientId an id which is not empty
     * @return true unless overridden
     */
    default boolean accepts(String clientId) {
        return true;
    }
}

package dev.astir.tracker;

import java.util.List;

/**
 * A store that can also keep how often each client did what on each day. An {@link ActivityTracker}
 * calls {@link #addHits} from one thread, which may be another than the one that calls {@link
 * #upsert}, and {@link #acceptsActivity} from any.
 */
public interface CountingActivityStore extends ActivityStore {

    /**
     * Adds to what is stored. A tracker that does not know whether a batch was stored repeats it,
     * so that hits may be counted twice after the reply to a commit was lost; the last-seen times
     * stay exact.
     *
     * @param hits 1 to {@value #MAX_BATCH}, of distinct clients, activities and days, ascending by
     *     {@link ActivityHits#ORDER}
     * @throws DataRejectedException if the store is well but refuses the content of at least one,
     *     and has stored none; the tracker then finds that one by halving
     * @throws Exception any other, if the store cannot be reached or is not ready; the tracker
     *     keeps the hits and tries again later
     */
    void addHits(List<ActivityHits> hits) throws Exception;

    /**
     * Whether this store can hold an activity. Asked on the thread of the request: it must be
     * quick. Activities that are empty or contain a NUL are refused before this is asked.
     *
     * @param activity an activity which is not empty
     * @return true unless overridden
     */
    default boolean acceptsActivity(String activity) {
        return true;
    }
}

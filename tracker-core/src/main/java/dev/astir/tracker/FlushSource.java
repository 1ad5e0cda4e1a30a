package dev.astir.tracker;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A bounded buffer, as the thread that flushes it sees it. {@link #take}, {@link #settle}, {@link
 * #restore} and {@link #retire} are called by that thread alone, the other methods by any.
 *
 * @param <T> what is pending
 */
interface FlushSource<T> {

    /**
     * Takes what is pending, in the order in which it is to be written. Each must be handed back by
     * {@link #settle} or {@link #restore}.
     *
     * @param everything also what another thread is just about to make pending
     */
    List<T> take(boolean everything);

    /** Takes some of what is pending, as {@link #take} does, but no more than the limit. */
    List<T> takeSome(int limit);

    /** These are stored, or given up: the next ones of what was taken, in its order. */
    void settle(List<T> stored);

    /** These are not stored, and pending again, merged with what is newer. Ends what was taken. */
    void restore(List<T> unstored);

    /** From now on, nothing is accepted. What is pending stays so. */
    void close();

    /** Called after a flush of a closed buffer: whether nothing is left, and nothing can come. */
    boolean retire();

    /** Gives up what is left in a closed buffer, and tells how much was pending. */
    int abandon();

    /** Roughly how much is pending or being written. */
    int pending();

    /** How many times something was refused for this reason. */
    long refused(Refusal reason);

    /** The same for each reason. */
    default Map<Refusal, Long> refused() {
        Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
        for (Refusal reason : Refusal.values()) {
            refused.put(reason, refused(reason));
        }
        return refused;
    }
}

package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the nodes of one stream wake each other, with news of feeds, of people's rights and of items
 * of ephemeral channels. A hint may be lost, late, repeated or out of order; what is stored is the
 * truth, and every node looks there at intervals anyway. Thread-safe, and never blocks.
 */
public interface FeedBus {

    /** Tells the others how far these feeds have got. Never fails: a hint may be lost. */
    void announce(Map<String, StreamPosition> heads);

    /**
     * Tells the others that what these principals may do has changed. Never fails: it may be lost,
     * and is found within 15 seconds then.
     */
    default void announceAccess(Set<String> principals) {}

    /**
     * Tells the others that these items are not what they were. Never fails: it may be lost, and is
     * found within 30 seconds then, without the name of what happened.
     */
    default void announceItems(List<ItemChange> changes) {}

    /**
     * Hears what others announce, and perhaps one's own announcements.
     *
     * @return ends the listening
     */
    Subscription listen(Listener listener);

    /** Hears hints. Called on threads of the bus, also by several at once; must not block. */
    @FunctionalInterface
    interface Listener {
        /** These feeds have got at least this far. */
        void heard(Map<String, StreamPosition> heads);

        /** What these principals may do has changed, on whatever node. */
        default void accessChanged(Set<String> principals) {}

        /** These items are not what they were, on whatever node that was done. */
        default void itemsChanged(List<ItemChange> changes) {}

        /** Hints were lost, perhaps: now is the time to compare with the table. */
        default void missed() {}
    }

    /** A listening that can end. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.util.Map;
import java.util.Set;

/**
 * How the nodes of one stream wake each other, with news of feeds and of people's rights. A hint
 * may be lost, late, repeated or out of order; the table is the truth, and every node looks there
 * once a second anyway. Thread-safe, and never blocks.
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

        /** Hints were lost, perhaps: now is the time to compare with the table. */
        default void missed() {}
    }

    /** A listening that can end. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

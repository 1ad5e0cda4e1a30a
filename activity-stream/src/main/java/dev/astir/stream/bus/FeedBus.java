package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the nodes of one stream wake each other. A hint may be lost, late or repeated; the table is
 * the truth, and every node looks there once a second anyway. Thread-safe, and never blocks.
 */
public interface FeedBus {

    /** Tells the others how far these feeds have got. */
    void announce(Map<String, StreamPosition> heads);

    /**
     * Hears what others announce, and perhaps one's own announcements.
     *
     * @return ends the listening
     */
    Subscription listen(Consumer<Map<String, StreamPosition>> listener);

    /** A listening that can end. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

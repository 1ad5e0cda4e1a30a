package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/** A session's part in one channel. Belongs to the hub's thread. */
interface Subscription {

    /** What it asks for; everything where there is nothing to ask for. */
    EventFilter filter();

    /** Nothing is delivered from now on. */
    void end();

    /** The session's rights have changed. */
    void renewed();

    /** How far the session has been served, as a position to resume from; null if there is none. */
    @Nullable StreamPosition scanned();
}

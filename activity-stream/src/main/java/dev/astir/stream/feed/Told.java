package dev.astir.stream.feed;

import dev.astir.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/** How far others say that a feed has got. Thread-safe. */
final class Told {
    /** What this node has committed: it is delivered, or waits to be. */
    private @Nullable StreamPosition committed;

    /** The newest of what was heard and waits; null if nothing does. */
    private @Nullable StreamPosition heard;

    private final FeedLag lag;

    Told(FeedLag lag) {
        this.lag = lag;
    }

    /** How long what was told waits to be delivered. */
    FeedLag lag() {
        return lag;
    }

    synchronized void committed(StreamPosition position) {
        committed = position;
        lag.told(position);
    }

    /** Whether this is to be seen to, by a task that is to be posted. */
    synchronized boolean hears(StreamPosition position) {
        if (covers(committed, position)) {
            return false;
        }
        lag.told(position);
        boolean isFirst = heard == null;
        if (!covers(heard, position)) {
            heard = position;
        }
        return isFirst;
    }

    synchronized @Nullable StreamPosition take() {
        StreamPosition taken = heard;
        heard = null;
        return taken;
    }

    private static boolean covers(@Nullable StreamPosition known, StreamPosition position) {
        return known != null
                && known.epoch().equals(position.epoch())
                && known.offset() >= position.offset();
    }
}

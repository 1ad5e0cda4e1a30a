package dev.astir.stream.feed;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * When which item of an ephemeral feed may be told again. Times are in nanoseconds of a clock of
 * the caller's. Belongs to the hub's thread.
 */
final class ItemPace {
    private final long least;

    /** When an item was told last, the oldest first; kept only where there is a least interval. */
    private final Map<String, Long> toldAt = new LinkedHashMap<>();

    /**
     * Of a channel.
     *
     * @param least between two states of one item; zero for any
     */
    ItemPace(Duration least) {
        this.least = least.toNanos();
    }

    boolean isDue(String id, long now) {
        Long last = toldAt.get(id);
        return last == null || now - last >= least;
    }

    /** How long it takes until some item may be told again; not positive if one may now. */
    Duration untilDue(long now) {
        long oldest = toldAt.isEmpty() ? now : toldAt.values().iterator().next();
        return Duration.ofNanos(least - (now - oldest));
    }

    /** These have just been told. */
    void told(Set<String> ids, long now) {
        if (least > 0) {
            toldAt.values().removeIf(last -> now - last >= least);
            ids.forEach(id -> toldAt.put(id, now));
        }
    }
}

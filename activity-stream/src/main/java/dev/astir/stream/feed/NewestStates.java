package dev.astir.stream.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the embedder has told of a channel's items and the hub has not come to. When much waits for
 * a feed, only the newest state of each item counts, for each audience that it was told to: so it
 * is bounded by what there is to be seen, however often it changes. Thread-safe.
 */
final class NewestStates {
    /** So many changes of a feed are told each. */
    static final int MOST_CHANGES = 1_000;

    private final Map<String, Waiting> byFeed = new HashMap<>();

    /**
     * Tells a change.
     *
     * @return false if it has taken a place, for which a task is on its way already
     */
    synchronized boolean add(String feed, Change change) {
        Waiting waiting = byFeed.computeIfAbsent(feed, f -> new Waiting());
        if (waiting.newest.isEmpty() && waiting.each.size() < MOST_CHANGES) {
            return waiting.each.add(change);
        }
        // To the end: it comes after what was told to others meanwhile.
        Change old = waiting.newest.remove(change.target());
        waiting.newest.put(change.target(), old == null ? change : change.after(old));
        return old == null;
    }

    /** Takes the first change that waits; null if none does. */
    synchronized @Nullable Change next(String feed) {
        Waiting waiting = byFeed.get(feed);
        if (waiting == null) {
            return null;
        }
        Change first = waiting.each.poll();
        if (first == null) {
            Iterator<Change> newest = waiting.newest.values().iterator();
            first = newest.next();
            newest.remove();
        }
        if (waiting.each.isEmpty() && waiting.newest.isEmpty()) {
            byFeed.remove(feed);
        }
        return first;
    }

    /** What waits for one feed. */
    private static final class Waiting {
        private final Deque<Change> each = new ArrayDeque<>();

        /** What came when that was full, and comes after it. */
        private final Map<Target, Change> newest = new LinkedHashMap<>();
    }

    /** An item as an audience sees it. */
    record Target(String id, Set<String> audience) {}

    /**
     * What has happened to an item.
     *
     * @param item its new state; null if it is gone
     * @param event what happened, if that is told
     */
    record Change(Target target, @Nullable EphemeralItem item, @Nullable String event) {
        /** The state is this one's; what had happened before is still told if nothing has since. */
        private Change after(Change old) {
            return item == null || event != null ? this : new Change(target, item, old.event);
        }
    }
}

package dev.astir.stream.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a channel have changed and are to be read, and what happened to them meanwhile.
 * Bounded by the items that there are, however often they change. Thread-safe.
 */
final class ChangedItems {
    /** When more of a feed change at once, all of them are read. */
    static final int MOST_ITEMS = 10_000;

    /** Of one item, between two readings; the oldest are forgotten. */
    static final int MOST_EVENTS = 100;

    private final Map<String, Waiting> byFeed = new HashMap<>();

    /**
     * Notes a change.
     *
     * @return whether the item did not wait already, so that somebody has to look
     */
    synchronized boolean add(String feed, String id, @Nullable String event) {
        return byFeed.computeIfAbsent(feed, f -> new Waiting()).add(id, event);
    }

    /** Notes again what could not be read: it comes before what has changed since. */
    synchronized void putBack(String feed, Map<String, List<String>> unread) {
        if (unread.isEmpty()) {
            return;
        }
        Waiting later = byFeed.remove(feed);
        Waiting all = new Waiting();
        byFeed.put(feed, all);
        all.addAll(unread);
        if (later != null) {
            all.addAll(later.events);
            all.isTooMuch |= later.isTooMuch;
        }
    }

    /** Takes those of a feed that are due: what happened to each, in order. */
    synchronized Map<String, List<String>> take(String feed, Predicate<String> isDue) {
        Map<String, List<String>> taken = new LinkedHashMap<>();
        Waiting waiting = byFeed.get(feed);
        if (waiting != null) {
            Iterator<Map.Entry<String, List<String>>> each = waiting.events.entrySet().iterator();
            while (each.hasNext()) {
                Map.Entry<String, List<String>> one = each.next();
                if (isDue.test(one.getKey())) {
                    taken.put(one.getKey(), one.getValue());
                    each.remove();
                }
            }
            if (waiting.events.isEmpty()) {
                byFeed.remove(feed);
            }
        }
        return taken;
    }

    /** Whether this item waits. */
    synchronized boolean isWaiting(String feed, String id) {
        Waiting waiting = byFeed.get(feed);
        return waiting != null && waiting.events.containsKey(id);
    }

    /** Whether something of a feed waits. */
    synchronized boolean isWaiting(String feed) {
        return byFeed.containsKey(feed);
    }

    /** Whether more changed than is remembered; not any more, once that was asked. */
    synchronized boolean wasTooMuch(String feed) {
        Waiting waiting = byFeed.get(feed);
        if (waiting == null || !waiting.isTooMuch) {
            return false;
        }
        waiting.isTooMuch = false;
        return true;
    }

    /** Nobody wants to know of the feed. */
    synchronized void forget(String feed) {
        byFeed.remove(feed);
    }

    private static final class Waiting {
        private final Map<String, List<String>> events = new LinkedHashMap<>();
        private boolean isTooMuch;

        void addAll(Map<String, List<String>> changes) {
            changes.forEach((id, all) -> {
                add(id, null);
                all.forEach(event -> add(id, event));
            });
        }

        boolean add(String id, @Nullable String event) {
            List<String> known = events.get(id);
            boolean isNew = known == null;
            if (known == null) {
                if (events.size() >= MOST_ITEMS) {
                    isTooMuch = true;
                    return false;
                }
                known = new ArrayList<>(1);
                events.put(id, known);
            }
            if (event != null) {
                known.add(event);
                if (known.size() > MOST_EVENTS) {
                    known.remove(0);
                }
            }
            return isNew;
        }
    }
}

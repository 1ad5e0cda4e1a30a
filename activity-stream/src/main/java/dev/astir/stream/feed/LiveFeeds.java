package dev.astir.stream.feed;

import dev.astir.stream.ActivityStore;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActivityStore.FeedHead;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds that somebody on this node follows, or did so a minute ago. Belongs to the hub's
 * thread.
 */
final class LiveFeeds {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeeds.class);
    private static final int IDLE_CHECKS = 60;

    /** How much may wait for a feed before what it commits is left to be read from the table. */
    private static final int MOST_WAITING = 1_000;

    private final ActivityStore store;
    private final SearchRule rule;
    private final int mostSearches;
    private final HubLoop loop;
    private final Counters counters;
    private final Map<String, LiveFeed> byName = new HashMap<>();

    /** How far the feeds have got of which too much was told at once; also for other threads. */
    private final Map<String, StreamPosition> overflown = new ConcurrentHashMap<>();

    private boolean isComparing;

    LiveFeeds(
            ActivityStore store,
            SearchRule rule,
            int mostSearches,
            HubLoop loop,
            Counters counters) {
        this.store = store;
        this.rule = rule;
        this.mostSearches = mostSearches;
        this.loop = loop;
        this.counters = counters;
    }

    /** A feed, which begins to live if it does not yet. */
    LiveFeed feed(String name) {
        return byName.computeIfAbsent(
                name, n -> new LiveFeed(n, store, rule, mostSearches, loop, counters));
    }

    /**
     * Delivers what this node has committed, in turns with other feeds. What is more than a feed
     * can wait with is read from the table instead, so it costs no memory. For any thread.
     */
    void committed(List<Committed> changes) {
        for (Committed change : changes) {
            String name = change.feed();
            if (!loop.offer(name, () -> deliver(change), MOST_WAITING)
                    && overflown.put(name, change.position()) == null) {
                loop.post(name, () -> catchUp(name));
            }
        }
    }

    private void deliver(Committed committed) {
        LiveFeed feed = byName.get(committed.feed());
        if (feed != null) {
            feed.committed(FeedChange.of(committed), committed.position());
        }
    }

    private void catchUp(String name) {
        StreamPosition position = overflown.remove(name);
        if (position != null) {
            hint(name, position);
        }
    }

    /** Hears how far feeds have got, after what was committed before. For any thread. */
    void heard(Map<String, StreamPosition> heads) {
        heads.forEach((name, position) -> loop.post(name, () -> hint(name, position)));
    }

    private void hint(String name, StreamPosition position) {
        LiveFeed feed = byName.get(name);
        if (feed != null) {
            feed.hint(position);
        }
    }

    /** A lost last wake-up leaves no hole that a later one would show. */
    void compareHeads() {
        byName.values().removeIf(feed -> feed.idleChecks() > IDLE_CHECKS);
        if (isComparing || byName.isEmpty()) {
            return;
        }
        isComparing = true;
        List<String> names = List.copyOf(byName.keySet());
        loop.readForAll(
                () -> store.heads(names),
                heads -> {
                    isComparing = false;
                    heads.forEach((name, head) -> loop.post(name, () -> compare(name, head)));
                },
                failure -> {
                    isComparing = false;
                    LOG.warn("cannot compare {} feeds with the table", names.size(), failure);
                });
    }

    private void compare(String name, FeedHead head) {
        LiveFeed feed = byName.get(name);
        if (feed != null) {
            feed.compare(head);
        }
    }
}

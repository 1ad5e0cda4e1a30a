package dev.astir.stream.feed;

import dev.astir.stream.ActivityStore;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActivityStore.FeedHead;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds that somebody on this node follows, or did so a minute ago. Belongs to the hub's
 * thread.
 */
final class LiveFeeds {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeeds.class);
    private static final int IDLE_CHECKS = 60;

    private final ActivityStore store;
    private final SearchRule rule;
    private final HubLoop loop;
    private final Counters counters;
    private final Map<String, LiveFeed> byName = new HashMap<>();
    private boolean isComparing;

    LiveFeeds(ActivityStore store, SearchRule rule, HubLoop loop, Counters counters) {
        this.store = store;
        this.rule = rule;
        this.loop = loop;
        this.counters = counters;
    }

    /** A feed, which begins to live if it does not yet. */
    LiveFeed feed(String name) {
        return byName.computeIfAbsent(name, n -> new LiveFeed(n, store, rule, loop, counters));
    }

    /** Delivers what this node has committed. */
    void committed(Committed committed) {
        LiveFeed feed = byName.get(committed.feed());
        if (feed != null) {
            feed.committed(FeedChange.of(committed), committed.position());
        }
    }

    /** Hears how far a feed has got. */
    void hint(String name, StreamPosition position) {
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
        loop.read(
                () -> store.heads(names),
                heads -> {
                    isComparing = false;
                    heads.forEach(this::compare);
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

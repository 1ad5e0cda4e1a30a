package dev.astir.stream.feed;

import dev.astir.stream.ActivityStore;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActivityStore.FeedHead;
import dev.astir.stream.ReadListener;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
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
    private final LongSupplier nanoTime;
    private final Counters counters;
    private final ReadListener readers;
    private final Map<String, LiveFeed> byName = new HashMap<>();

    /** What was told of each of them; also for other threads, which tell of no other feed. */
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    private boolean isComparing;

    LiveFeeds(
            ActivityStore store,
            SearchRule rule,
            int mostSearches,
            HubLoop loop,
            LongSupplier nanoTime,
            Counters counters,
            ReadListener readers) {
        this.store = store;
        this.rule = rule;
        this.mostSearches = mostSearches;
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.counters = counters;
        this.readers = readers;
    }

    /** A feed, which begins to live if it does not yet. */
    LiveFeed feed(String name) {
        LiveFeed feed = byName.get(name);
        if (feed == null) {
            // First: what is told from now on must not be missed, what was before is in the table.
            FeedLag lag = new FeedLag(nanoTime);
            told.put(name, new Told(lag));
            feed = new LiveFeed(name, store, rule, mostSearches, loop, lag, counters, readers);
            byName.put(name, feed);
        }
        return feed;
    }

    /**
     * Delivers what this node has committed, in turns with other feeds. What is more than a feed
     * can wait with is read from the table instead, so it costs no memory. For any thread.
     */
    void committed(List<Committed> changes) {
        for (Committed change : changes) {
            String name = change.feed();
            Told of = told.get(name);
            if (of == null) {
                continue;
            }
            if (loop.offer(name, () -> deliver(change), MOST_WAITING)) {
                of.committed(change.position());
            } else {
                hear(name, of, change.position());
            }
        }
    }

    /** However much is heard of a feed, one task of it waits. */
    private void hear(String name, Told of, StreamPosition position) {
        if (of.hears(position)) {
            loop.post(name, () -> hint(name, of));
        }
    }

    private void deliver(Committed committed) {
        LiveFeed feed = byName.get(committed.feed());
        if (feed != null) {
            feed.committed(FeedChange.of(committed), committed.position());
        }
    }

    /**
     * Hears how far feeds have got, after what was committed before. What this node has told itself
     * comes back from some buses, and is no news. For any thread.
     */
    void heard(Map<String, StreamPosition> heads) {
        heads.forEach((name, position) -> {
            Told of = told.get(name);
            if (of != null) {
                hear(name, of, position);
            }
        });
    }

    private void hint(String name, Told of) {
        StreamPosition position = of.take();
        LiveFeed feed = byName.get(name);
        if (feed != null && position != null) {
            feed.hint(position);
        }
    }

    /** How long the feed waits that waits longest to deliver what was told. For any thread. */
    Duration lag() {
        return told.values().stream()
                .map(of -> of.lag().age())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** A lost last wake-up leaves no hole that a later one would show. */
    void compareHeads() {
        if (byName.values().removeIf(feed -> feed.idleChecks() > IDLE_CHECKS)) {
            told.keySet().retainAll(byName.keySet());
        }
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

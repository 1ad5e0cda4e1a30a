package dev.astir.stream.feed;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A channel of states that the embedder keeps: who subscribes gets all of them, and then each that
 * changes; and all of them anew when the reader's audiences change. The embedder changes its state
 * first, commits it, and says here that it {@linkplain #changed has changed}; every node that has
 * subscribers reads what it is now, from where the embedder keeps it, and tells them. So the newest
 * counts, whichever node it was changed on, and whatever way the news took; where states change
 * faster than they are read, some are not told. News that the bus loses is found when it connects
 * again, and within 30 seconds. Thread-safe; no method blocks.
 */
public final class EphemeralChannel {
    private final String name;
    private final EphemeralSnapshot snapshot;
    private final Duration leastInterval;
    private final HubLoop loop;
    private final LongSupplier nanoTime;
    private final ItemNews others;
    private final ChangedItems changed = new ChangedItems();

    /** Those that somebody subscribes to; changed by the hub's thread alone. */
    private final Map<String, EphemeralFeed> feeds = new ConcurrentHashMap<>();

    /**
     * @param leastInterval between two states of an item that subscribers are told; zero for any
     */
    EphemeralChannel(
            String name,
            EphemeralSnapshot snapshot,
            Duration leastInterval,
            HubLoop loop,
            LongSupplier nanoTime,
            ItemNews others) {
        this.name = name;
        this.snapshot = snapshot;
        this.leastInterval = leastInterval;
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.others = others;
    }

    /** The channel's name on the wire. */
    public String name() {
        return name;
    }

    /** An item of the feed is there, is not what it was, or is gone. */
    public void changed(String feed, String id) {
        changed(feed, id, null);
    }

    /**
     * An item of the feed is there, is not what it was, or is gone; and this has happened to it.
     * Subscribers hear of each event once, with the state that the item has when it is read; of one
     * that is gone by then they hear that alone.
     *
     * @param event for example {@code USER_ONLINE}, or null
     */
    public void changed(String feed, String id, @Nullable String event) {
        heard(feed, id, event);
        others.tell(name, feed, id, event);
    }

    /** The same, on whatever node. */
    void heard(String feed, String id, @Nullable String event) {
        if (changed.add(feed, id, event)) {
            loop.post(feed, () -> look(feed));
        }
    }

    private void look(String feed) {
        EphemeralFeed members = feeds.get(feed);
        if (members == null) {
            changed.forget(feed);
        } else {
            members.look();
        }
    }

    /** A subscription that is to {@linkplain EphemeralMember#enter enter} yet. */
    EphemeralMember subscription(FeedSession session, SubscriptionKey key) {
        return new EphemeralMember(this, session, key);
    }

    /** Changes may have been missed; for the hub's thread. */
    void missed() {
        feeds.forEach((feed, members) -> loop.post(feed, members::readAll));
    }

    /** Looks whether changes were missed that nobody knows of; for the hub's thread. */
    void tick() {
        feeds.forEach((feed, members) -> {
            if (members.isOld()) {
                loop.post(feed, members::readAll);
            }
        });
    }

    EphemeralFeed open(String feed) {
        return feeds.computeIfAbsent(feed, f -> new EphemeralFeed(this, f));
    }

    @Nullable EphemeralFeed find(String feed) {
        return feeds.get(feed);
    }

    /** Whether somebody subscribes; for all threads. */
    boolean isOpen(EphemeralFeed members, String feed) {
        return feeds.get(feed) == members;
    }

    /** Nobody on this node subscribes to the feed any more. */
    void forget(String feed, EphemeralFeed members) {
        if (feeds.remove(feed, members)) {
            changed.forget(feed);
        }
    }

    EphemeralSnapshot snapshot() {
        return snapshot;
    }

    Duration leastInterval() {
        return leastInterval;
    }

    ChangedItems changed() {
        return changed;
    }

    HubLoop loop() {
        return loop;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }
}

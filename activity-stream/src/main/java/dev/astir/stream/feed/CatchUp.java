package dev.astir.stream.feed;

import dev.astir.stream.ActivityStore;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.FeedHead;
import dev.astir.stream.StreamPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages through the table for all the subscriptions of a feed that are behind what is in memory:
 * one read at a time, from where the last of them is, for everybody whom it helps. The newest pages
 * stay, for those who come a little later. So the number of statements follows the changes to be
 * read, not the readers. Belongs to the hub's thread.
 */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /** How many changes are read at once. */
    static final int CHUNK = 200;

    private static final int MOST_PAGES = 8;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String feed;
    private final ActivityStore store;
    private final HubLoop loop;
    private final Counters counters;

    /** By how far they are. */
    private final TreeMap<Long, Set<ActivitySubscription>> waiting = new TreeMap<>();

    /** How far each of them is. */
    private final Map<ActivitySubscription, Long> offsets = new HashMap<>();

    /** Whether somebody waits for a page; also read by those who read it. */
    private volatile boolean isWanted;

    private final Deque<Page> pages = new ArrayDeque<>();
    private boolean isReading;

    /** How far to read. */
    private @Nullable StreamPosition target;

    /** Those who asked for the head since the last statement began, with what they do then. */
    private Map<Object, Consumer<FeedHead>> asking = new LinkedHashMap<>();

    private boolean isAsking;

    CatchUp(String feed, ActivityStore store, HubLoop loop, Counters counters) {
        this.feed = feed;
        this.store = store;
        this.loop = loop;
        this.counters = counters;
    }

    /** A page that begins at or before an offset and goes beyond it, if there is one in memory. */
    @Nullable Page page(long served) {
        for (Page page : pages) {
            if (page.after <= served && served < page.upTo) {
                return page;
            }
        }
        return null;
    }

    /**
     * Reads what comes after an offset for a subscription.
     *
     * @param here how far to read
     * @param onPage takes each page, with the subscriptions that are served by it
     */
    void want(
            ActivitySubscription subscription,
            long served,
            StreamPosition here,
            BiConsumer<Page, Map<ActivitySubscription, Long>> onPage) {
        forget(subscription);
        waiting.computeIfAbsent(served, s -> new LinkedHashSet<>()).add(subscription);
        offsets.put(subscription, served);
        isWanted = true;
        target = here;
        read(onPage);
    }

    /** The subscription has ended, or is served: nothing is read for it any more. */
    void forget(ActivitySubscription subscription) {
        asking.remove(subscription);
        Long served = offsets.remove(subscription);
        Set<ActivitySubscription> same = served == null ? null : waiting.get(served);
        if (same != null && same.remove(subscription) && same.isEmpty()) {
            waiting.remove(served);
        }
        isWanted = !waiting.isEmpty();
    }

    /** Forgets everything: the feed has begun anew. */
    void clear() {
        waiting.clear();
        offsets.clear();
        isWanted = false;
        pages.clear();
        target = null;
    }

    /** The pages are of no use: nobody is behind, or they hold what was edited away or deleted. */
    void forgetPages() {
        pages.clear();
    }

    private void read(BiConsumer<Page, Map<ActivitySubscription, Long>> onPage) {
        StreamPosition here = target;
        if (isReading || waiting.isEmpty() || here == null) {
            return;
        }
        isReading = true;
        long after = waiting.firstKey();
        loop.read(
                feed,
                // Those who waited may have left before it was this feed's turn.
                () -> isWanted ? Optional.of(read(here, after)) : Optional.<Page>empty(),
                found -> {
                    isReading = false;
                    found.ifPresent(page -> serve(page, here, onPage));
                    read(onPage);
                },
                failure -> {
                    LOG.warn("cannot read what happened in feed {}; trying again", feed, failure);
                    Runnable again =
                            () -> {
                                isReading = false;
                                read(onPage);
                            };
                    loop.after(RETRY, () -> loop.post(feed, again));
                });
    }

    private void serve(
            Page page,
            StreamPosition here,
            BiConsumer<Page, Map<ActivitySubscription, Long>> onPage) {
        if (target != null && target.epoch().equals(here.epoch())) {
            keep(page);
            onPage.accept(page, served(page));
        }
    }

    private void keep(Page page) {
        pages.addFirst(page);
        if (pages.size() > MOST_PAGES) {
            pages.removeLast();
        }
    }

    private Map<ActivitySubscription, Long> served(Page page) {
        Map<ActivitySubscription, Long> served = new LinkedHashMap<>();
        Map<Long, Set<ActivitySubscription>> range =
                waiting.subMap(page.after, true, page.upTo, false);
        range.forEach((offset, all) -> all.forEach(one -> served.put(one, offset)));
        range.clear();
        offsets.keySet().removeAll(served.keySet());
        isWanted = !waiting.isEmpty();
        return served;
    }

    private Page read(StreamPosition here, long after) {
        counters.catchUpReads.increment();
        List<Change> changes = store.changes(feed, after, here.offset(), CHUNK);
        // Read after the changes: below a new floor, some of them may be missing.
        FeedHead head = store.head(feed);
        List<FeedChange> encodable = new ArrayList<>(changes.size());
        changes.forEach(change -> encodable.add(new FeedChange(here.epoch(), change)));
        long upTo =
                changes.size() < CHUNK ? here.offset() : changes.get(changes.size() - 1).changed();
        return new Page(encodable, after, upTo, head);
    }

    /**
     * Asks the table for the feed's head, together with all who ask meanwhile.
     *
     * @param who asks, in place of what it asked before
     */
    void ask(Object who, Consumer<FeedHead> answer) {
        asking.put(who, answer);
        ask();
    }

    private void ask() {
        if (isAsking || asking.isEmpty()) {
            return;
        }
        isAsking = true;
        Map<Object, Consumer<FeedHead>> all = asking;
        asking = new LinkedHashMap<>();
        loop.read(
                feed,
                () -> store.head(feed),
                head -> {
                    isAsking = false;
                    all.values().forEach(one -> one.accept(head));
                    ask();
                },
                failure -> {
                    LOG.warn("cannot read where feed {} stands; trying again", feed, failure);
                    loop.after(RETRY, () -> loop.post(feed, () -> askAgain(all)));
                });
    }

    private void askAgain(Map<Object, Consumer<FeedHead>> all) {
        isAsking = false;
        all.forEach((who, answer) -> {
            if (!(who instanceof ActivitySubscription subscription) || subscription.isActive()) {
                asking.putIfAbsent(who, answer);
            }
        });
        ask();
    }

    /**
     * A part of a feed's history.
     *
     * @param changes all that is left of what happened after one offset and up to another
     * @param head where the feed stood afterwards
     */
    record Page(List<FeedChange> changes, long after, long upTo, FeedHead head) {
        List<FeedChange> after(long offset) {
            int first = RecentChanges.firstAfter(changes, 0, offset);
            return changes.subList(first, changes.size());
        }
    }
}

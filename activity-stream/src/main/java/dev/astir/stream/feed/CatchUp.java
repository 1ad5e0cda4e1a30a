package dev.astir.stream.feed;

import dev.astir.stream.ActivityStore;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.FeedHead;
import dev.astir.stream.StreamPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final int CHUNK = 200;
    private static final int MOST_PAGES = 8;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String feed;
    private final ActivityStore store;
    private final HubLoop loop;
    private final Counters counters;

    /** By how far they are. */
    private final TreeMap<Long, List<ActivitySubscription>> waiting = new TreeMap<>();

    private final Deque<Page> pages = new ArrayDeque<>();
    private boolean isReading;

    /** How far to read. */
    private @Nullable StreamPosition target;

    /** Those who asked for the head since the last statement began. */
    private List<Consumer<FeedHead>> asking = new ArrayList<>();

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
        waiting.computeIfAbsent(served, s -> new ArrayList<>()).add(subscription);
        target = here;
        read(onPage);
    }

    /** Forgets everything: the feed has begun anew. */
    void clear() {
        waiting.clear();
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
        counters.catchUpReads.increment();
        loop.read(
                () -> read(here, after),
                page -> {
                    isReading = false;
                    if (target != null && target.epoch().equals(here.epoch())) {
                        keep(page);
                        onPage.accept(page, served(page));
                    }
                    read(onPage);
                },
                failure -> {
                    LOG.warn("cannot read what happened in feed {}; trying again", feed, failure);
                    loop.after(
                            RETRY,
                            () -> {
                                isReading = false;
                                read(onPage);
                            });
                });
    }

    private void keep(Page page) {
        pages.addFirst(page);
        if (pages.size() > MOST_PAGES) {
            pages.removeLast();
        }
    }

    private Map<ActivitySubscription, Long> served(Page page) {
        Map<ActivitySubscription, Long> served = new LinkedHashMap<>();
        Map<Long, List<ActivitySubscription>> range =
                waiting.subMap(page.after, true, page.upTo, false);
        range.forEach((offset, all) -> all.forEach(one -> served.put(one, offset)));
        range.clear();
        return served;
    }

    private Page read(StreamPosition here, long after) {
        List<Change> changes = store.changes(feed, after, here.offset(), CHUNK);
        // Read after the changes: below a new floor, some of them may be missing.
        FeedHead head = store.head(feed);
        List<FeedChange> encodable = new ArrayList<>(changes.size());
        changes.forEach(change -> encodable.add(new FeedChange(here.epoch(), change)));
        long upTo =
                changes.size() < CHUNK ? here.offset() : changes.get(changes.size() - 1).changed();
        return new Page(encodable, after, upTo, head);
    }

    /** Asks the table for the feed's head, together with all who ask meanwhile. */
    void ask(Consumer<FeedHead> answer) {
        asking.add(answer);
        if (isAsking) {
            return;
        }
        isAsking = true;
        List<Consumer<FeedHead>> all = asking;
        asking = new ArrayList<>();
        loop.read(
                () -> store.head(feed),
                head -> {
                    isAsking = false;
                    all.forEach(one -> one.accept(head));
                    askAgain();
                },
                failure -> {
                    LOG.warn("cannot read where feed {} stands; trying again", feed, failure);
                    loop.after(
                            RETRY,
                            () -> {
                                isAsking = false;
                                asking.addAll(all);
                                askAgain();
                            });
                });
    }

    private void askAgain() {
        if (!asking.isEmpty()) {
            Consumer<FeedHead> one = asking.remove(asking.size() - 1);
            ask(one);
        }
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

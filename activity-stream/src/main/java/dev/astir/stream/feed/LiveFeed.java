package dev.astir.stream.feed;

import dev.astir.stream.ActivityStore;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.FeedHead;
import dev.astir.stream.EventFilter;
import dev.astir.stream.ReadListener;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One feed as this node delivers it: every change in the order of its offsets, each exactly once.
 *
 * <p>A subscription is either behind or live. Behind, it is fed from memory or from the table, as
 * fast as its socket takes it; at the moment when it has all that the feed has delivered it joins
 * the group of its filter, on the same thread that delivers, so nothing can fall between. Nothing
 * is buffered for those behind.
 *
 * <p>Belongs to the hub's thread.
 */
final class LiveFeed {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private final String name;
    private final ActivityStore store;
    private final HubLoop loop;
    private final FeedLag lag;
    private final Counters counters;
    private final CatchUp catchUp;
    private final Replay replay;
    private final SearchRule rule;
    private final FilterIndex groups;
    private final Set<ActivitySubscription> live = new LinkedHashSet<>();
    private final Set<ActivitySubscription> behind = new LinkedHashSet<>();

    private final FeedSearches searches;

    /** Those behind who have seen more than this node has delivered, with how far they are. */
    private final Map<ActivitySubscription, Long> ahead = new LinkedHashMap<>();

    /** Where delivery stands; null until the table was asked. */
    private @Nullable StreamPosition last;

    private long floor;
    private RecentChanges recent = new RecentChanges(0);

    /** The newest offset that somebody has spoken of. */
    private long known;

    /**
     * What changed up to here may have hidden an earlier change from a reading of the table, which
     * tells the last change of an event alone. So nobody can be sure to have what it differs from.
     */
    private long hiding;

    private boolean isReading;
    private int idleChecks;

    LiveFeed(
            String name,
            ActivityStore store,
            SearchRule rule,
            int mostSearches,
            HubLoop loop,
            FeedLag lag,
            Counters counters,
            ReadListener readers) {
        this.name = name;
        searches = new FeedSearches(mostSearches);
        this.store = store;
        this.rule = rule;
        groups = new FilterIndex(rule);
        this.loop = loop;
        this.lag = lag;
        this.counters = counters;
        catchUp = new CatchUp(name, store, loop, counters);
        replay = new Replay(name, loop, readers, this::step);
        catchUp.ask(this, this::load);
    }

    /** How its texts are searched. */
    SearchRule rule() {
        return rule;
    }

    /** Counts how often in a row it was asked this while nobody was subscribed. */
    int idleChecks() {
        boolean isIdle = live.isEmpty() && behind.isEmpty() && !isReading && last != null;
        idleChecks = isIdle ? idleChecks + 1 : 0;
        return idleChecks;
    }

    /** Where delivery stands; null until the table was asked. */
    @Nullable StreamPosition position() {
        return last;
    }

    /** Whether one more may follow the feed with this filter, in place of an old one if any. */
    boolean hasRoomFor(EventFilter filter, @Nullable Subscription old) {
        return searches.hasRoomFor(filter, old);
    }

    void add(ActivitySubscription subscription) {
        behind.add(subscription);
        searches.add(subscription);
        StreamPosition here = last;
        if (here != null) {
            begin(subscription, here);
        }
    }

    void remove(ActivitySubscription subscription) {
        live.remove(subscription);
        searches.remove(subscription);
        ahead.remove(subscription);
        catchUp.forget(subscription);
        subscription.session().pacing().forget(subscription);
        FilteredGroup left = subscription.leave();
        if (left != null) {
            groups.removeIfEmpty(left);
        }
        if (behind.remove(subscription) && behind.isEmpty()) {
            catchUp.forgetPages();
        }
    }

    /** Takes what this node has just committed; it may have come some other way already. */
    void committed(FeedChange change, StreamPosition position) {
        StreamPosition here = last;
        if (here != null
                && here.epoch().equals(position.epoch())
                && position.offset() == here.offset() + 1) {
            deliver(position.offset() > hiding ? change : change.whole(), position);
        } else {
            hint(position);
        }
    }

    /** Hears that the feed has got this far; looks at the table if that is news. */
    void hint(StreamPosition position) {
        StreamPosition here = last;
        if (here == null) {
            known = Math.max(known, position.offset());
        } else if (!here.epoch().equals(position.epoch())) {
            read();
        } else if (position.offset() > here.offset()) {
            known = Math.max(known, position.offset());
            lag.told(position);
            read();
        }
    }

    /** Compares with the table's word. */
    void compare(FeedHead head) {
        StreamPosition here = last;
        if (here == null) {
            return;
        }
        if (!head.epoch().equals(here.epoch())) {
            restart(head);
            return;
        }
        floor = Math.max(floor, head.floor());
        hint(head.position());
    }

    private void load(FeedHead head) {
        restart(head);
        List.copyOf(behind).forEach(one -> begin(one, head.position()));
        if (known > head.head()) {
            read();
        }
    }

    /** Starts from the table's head, with nothing in memory. */
    private void restart(FeedHead head) {
        if (last != null) {
            List<ActivitySubscription> all = new ArrayList<>(live);
            all.addAll(behind);
            all.forEach(this::remove);
            known = 0;
            all.forEach(ActivitySubscription::reset);
        }
        reached(head.position());
        floor = head.floor();
        recent = new RecentChanges(head.head());
        catchUp.clear();
        known = Math.max(known, head.head());
        hiding = 0;
    }

    private void begin(ActivitySubscription subscription, StreamPosition here) {
        StreamPosition after = subscription.after();
        if (after != null && after.epoch().equals(here.epoch()) && after.offset() > here.offset()) {
            // The client may know of a commit that this node has yet to hear of.
            catchUp.ask(
                    subscription,
                    head -> loop.post(name, () -> verified(subscription, after, head)));
        } else if (after == null) {
            start(subscription, here, true);
        } else if (!after.epoch().equals(here.epoch()) || after.offset() < floor) {
            start(subscription, here, false);
        } else {
            start(subscription, after, true);
        }
    }

    private void verified(ActivitySubscription subscription, StreamPosition after, FeedHead head) {
        StreamPosition here = last;
        if (!subscription.isActive() || !behind.contains(subscription) || here == null) {
            remove(subscription);
        } else if (head.epoch().equals(after.epoch()) && head.head() >= after.offset()) {
            // It waits for the feed to get there, and misses nothing of what follows.
            start(subscription, after, true);
            compare(head);
        } else {
            start(subscription, here, false);
        }
    }

    private void start(
            ActivitySubscription subscription, StreamPosition position, boolean recovered) {
        subscription.begin(position, recovered);
        step(subscription, position.offset());
    }

    /** Brings a subscription that has everything up to an offset a step nearer to live. */
    private void step(ActivitySubscription subscription, long served) {
        StreamPosition here = last;
        if (!subscription.isActive() || !behind.contains(subscription) || here == null) {
            remove(subscription);
            return;
        }
        subscription.served(new StreamPosition(here.epoch(), served));
        if (served == here.offset()) {
            turnLive(subscription);
        } else if (served > here.offset()) {
            ahead.put(subscription, served);
        } else if (served < floor) {
            remove(subscription);
            subscription.reset();
        } else if (recent.covers(served)) {
            replay.send(subscription, served, recent.after(served), here.offset(), here);
        } else {
            CatchUp.Page page = catchUp.page(served);
            if (page == null) {
                catchUp.want(subscription, served, here, this::replay);
            } else {
                replay.send(subscription, served, page.after(served), page.upTo(), here);
            }
        }
    }

    private void turnLive(ActivitySubscription subscription) {
        live.add(subscription);
        subscription.joined(groups.group(subscription.filter(), subscription.name()));
        if (behind.remove(subscription) && behind.isEmpty()) {
            catchUp.forgetPages();
        }
    }

    /** Serves those who waited for a page of the table. */
    private void replay(CatchUp.Page page, Map<ActivitySubscription, Long> waiting) {
        StreamPosition here = last;
        if (here == null || !page.head().epoch().equals(here.epoch())) {
            compare(page.head());
            return;
        }
        floor = Math.max(floor, page.head().floor());
        hiding = Math.max(hiding, page.head().head());
        // The first at once, so that each page serves somebody. The others each in a piece of their
        // own, so that other feeds come in between; by then the page may be forgotten, because it
        // tells what was taken back.
        List<Runnable> steps = new ArrayList<>();
        waiting.forEach((subscription, served) -> steps.add(() -> step(subscription, served)));
        loop.inTurns(name, steps);
    }

    /** Reads the hole between what was delivered and what is known. */
    private void read() {
        StreamPosition here = last;
        if (isReading || here == null) {
            return;
        }
        isReading = true;
        long wanted = known;
        loop.read(
                name,
                () -> FoundChanges.read(store, name, here.offset()),
                found -> {
                    if (known == wanted) {
                        // The table was read after the hint: it cannot be behind a true one.
                        known = found.upTo();
                    }
                    apply(found, here, 0, false);
                },
                failure -> {
                    isReading = false;
                    // The comparison once a second tries again.
                    LOG.warn("cannot read what happened in feed {}", name, failure);
                });
    }

    /** Delivers some of what was found, from a place on, and goes on when it is its turn again. */
    private void apply(FoundChanges found, StreamPosition from, int start, boolean isHealing) {
        // First, so that nothing that goes wrong here keeps the feed from being read again.
        isReading = false;
        if (!found.head().epoch().equals(from.epoch())) {
            compare(found.head());
            return;
        }
        hiding = Math.max(hiding, found.head().head());
        int some = Math.max(1, Replay.LOOKS / (1 + groups.size()));
        int end = Math.min(found.changes().size(), start + some);
        boolean isNews = isHealing;
        for (Change change : found.changes().subList(start, end)) {
            StreamPosition next = new StreamPosition(from.epoch(), change.changed());
            if (isNews(next)) {
                isNews = true;
                deliver(new FeedChange(from.epoch(), change), next);
            }
        }
        if (end < found.changes().size()) {
            boolean isHealed = isNews;
            isReading = true;
            loop.post(name, () -> apply(found, from, end, isHealed));
            return;
        }
        if (isNews) {
            counters.holesHealed.increment();
        }
        goOn(found, from);
    }

    private void goOn(FoundChanges found, StreamPosition from) {
        boolean isAll = found.isAll();
        StreamPosition end = new StreamPosition(from.epoch(), found.upTo());
        if (isAll && isNews(end)) {
            // The rest of the offsets belongs to events that have changed again since.
            reached(end);
            wakeThoseAhead();
        }
        if (!isAll || isNews(new StreamPosition(from.epoch(), known))) {
            read();
        } else {
            lag.caughtUp();
        }
    }

    private void reached(StreamPosition position) {
        last = position;
        lag.delivered(position);
    }

    private boolean isNews(StreamPosition position) {
        StreamPosition here = last;
        return here != null
                && here.epoch().equals(position.epoch())
                && position.offset() > here.offset();
    }

    private void deliver(FeedChange change, StreamPosition position) {
        reached(position);
        if (change.isOfAnOldEvent()) {
            catchUp.forgetPages();
        }
        if (change.isDeleted()) {
            change.remember(recent.find(change.event().id()));
        }
        recent.add(change);
        groups.deliver(change);
        change.forgetEarlier();
        wakeThoseAhead();
    }

    /** Turns those live whose client knew of this offset before this node did. */
    private void wakeThoseAhead() {
        StreamPosition here = last;
        if (ahead.isEmpty() || here == null) {
            return;
        }
        Map.copyOf(ahead)
                .forEach((subscription, served) -> {
                    if (served <= here.offset()) {
                        ahead.remove(subscription);
                        step(subscription, served);
                    }
                });
    }
}

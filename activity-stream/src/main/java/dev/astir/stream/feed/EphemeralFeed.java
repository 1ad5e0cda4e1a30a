package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.StreamPosition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One feed's part of an ephemeral channel, while somebody on this node subscribes to it. Its items
 * are read one time after the other, all of them or those that have changed, so what is read later
 * is never older; and all subscribers are told from what was read, so none goes back. Belongs to
 * the hub's thread.
 */
final class EphemeralFeed {
    /** How old what was read may be when somebody subscribes. */
    static final Duration FRESH = Duration.ofMillis(200);

    /** All is read again so often, to find what the bus did not tell. */
    static final Duration RECHECK = Duration.ofSeconds(30);

    /** What changes within this after a reading is read together. */
    private static final Duration COLLECT = Duration.ofMillis(25);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(EphemeralFeed.class);

    private final EphemeralChannel channel;
    private final String feed;
    private final EphemeralStates states;
    private final Map<SubscriptionKey, SessionGroup> live = new HashMap<>(2);

    /** Who waits for the whole state. */
    private final Set<Member> early = new LinkedHashSet<>();

    /** When an item was told last, the oldest first; kept only where there is a least interval. */
    private final Map<String, Long> toldAt = new LinkedHashMap<>();

    private boolean isLoaded;
    private long loadedAt;
    private boolean isReading;
    private boolean isLoading;
    private boolean isFailing;
    private boolean isAllWanted;

    /** Whether a moment is waited, so that more comes to be read together. */
    private boolean isPausing;

    /** Whether somebody looks when the next item may be told again. */
    private boolean isDueAwaited;

    EphemeralFeed(EphemeralChannel channel, String feed) {
        this.channel = channel;
        this.feed = feed;
        this.states = new EphemeralStates(channel.name());
    }

    /** A session wants to hear all, and then what changes. */
    void enter(Member member) {
        boolean isFresh = isLoaded && age() < FRESH.toNanos();
        if (isFresh && !isReading && !channel.changed().isWaiting(feed)) {
            begin(member);
        } else {
            early.add(member);
            isAllWanted |= !isLoading;
            look();
        }
    }

    void leave(Member member) {
        early.remove(member);
        SessionGroup group = live.get(member.key);
        if (group != null && member.shown != null) {
            group.leave(member.session);
            if (group.isEmpty()) {
                live.remove(member.key);
            }
        }
        if (early.isEmpty() && live.isEmpty()) {
            channel.forget(feed, this);
        }
    }

    /** Something may have been missed. */
    void readAll() {
        isAllWanted = true;
        look();
    }

    /** Whether it is time to look whether something was missed. */
    boolean isOld() {
        return isLoaded && age() > RECHECK.toNanos();
    }

    private long age() {
        return channel.nanoTime() - loadedAt;
    }

    /** Reads what is to be read, unless something is being read. */
    void look() {
        if (isReading || isPausing) {
            return;
        }
        isAllWanted |= channel.changed().wasTooMuch(feed);
        if (isAllWanted) {
            load();
            return;
        }
        long now = channel.nanoTime();
        Map<String, List<String>> due = channel.changed().take(feed, id -> isDue(id, now));
        if (!due.isEmpty()) {
            read(due);
        } else if (channel.changed().isWaiting(feed) && !isDueAwaited) {
            isDueAwaited = true;
            after(
                    untilDue(now),
                    () -> {
                        isDueAwaited = false;
                        look();
                    });
        }
    }

    private boolean isDue(String id, long now) {
        Long last = toldAt.get(id);
        return last == null || now - last >= channel.leastInterval().toNanos();
    }

    /** How long it takes until some item may be told again. */
    private Duration untilDue(long now) {
        long oldest = toldAt.isEmpty() ? now : toldAt.values().iterator().next();
        long rest = channel.leastInterval().toNanos() - (now - oldest);
        return Duration.ofNanos(Math.max(COLLECT.toNanos(), rest));
    }

    private void after(Duration delay, Runnable task) {
        channel.loop().after(delay, () -> channel.loop().post(feed, task));
    }

    private void load() {
        isReading = true;
        isLoading = true;
        isAllWanted = false;
        long begun = channel.nanoTime();
        // What these have become is read as well, and what happened to them is told with it.
        Map<String, List<String>> due = channel.changed().take(feed, id -> isDue(id, begun));
        channel.loop()
                .read(
                        feed,
                        // Everybody may have left before it was this feed's turn.
                        () -> channel.isOpen(this, feed) ? channel.snapshot().items(feed) : null,
                        found -> loaded(found, due, begun),
                        failure -> {
                            isLoading = false;
                            failed(failure);
                            channel.changed().putBack(feed, due);
                            isAllWanted = true;
                            List.copyOf(early).forEach(Member::refuse);
                            readAgain(AFTER_FAILURE);
                        });
    }

    /** It is tried again each second: said aloud once. */
    private void failed(Throwable failure) {
        if (isFailing) {
            LOG.debug("still no state of channel {} for {}", channel.name(), feed, failure);
        } else {
            isFailing = true;
            LOG.warn("no state of channel {} for {}", channel.name(), feed, failure);
        }
    }

    private void loaded(
            @Nullable Collection<EphemeralItem> found, Map<String, List<String>> due, long begun) {
        isLoading = false;
        if (found != null) {
            isLoaded = true;
            isFailing = false;
            loadedAt = begun;
            toldNow(due.keySet());
            states.replaceAll(due, found, id -> isLater(id, begun)).forEach(this::tell);
            List<Member> members = List.copyOf(early);
            early.clear();
            members.forEach(this::begin);
        }
        readAgain(Duration.ZERO);
    }

    /** Whether an item is to be read again, since more happened to it, or it was just told. */
    private boolean isLater(String id, long now) {
        if (channel.changed().isWaiting(feed, id)) {
            return true;
        }
        if (isDue(id, now)) {
            return false;
        }
        channel.changed().add(feed, id, null);
        return true;
    }

    private void read(Map<String, List<String>> due) {
        isReading = true;
        channel.loop()
                .read(
                        feed,
                        () -> channel.snapshot().items(feed, due.keySet()),
                        found -> {
                            isFailing = false;
                            toldNow(due.keySet());
                            states.replace(due, found).forEach(this::tell);
                            readAgain(COLLECT);
                        },
                        failure -> {
                            failed(failure);
                            channel.changed().putBack(feed, due);
                            readAgain(AFTER_FAILURE);
                        });
    }

    private void readAgain(Duration pause) {
        isReading = false;
        if (channel.isOpen(this, feed)) {
            if (pause.isZero()) {
                look();
            } else {
                isPausing = true;
                after(
                        pause,
                        () -> {
                            isPausing = false;
                            look();
                        });
            }
        }
    }

    private void toldNow(Set<String> ids) {
        Duration least = channel.leastInterval();
        if (least.isZero()) {
            return;
        }
        long now = channel.nanoTime();
        toldAt.values().removeIf(last -> now - last >= least.toNanos());
        ids.forEach(id -> toldAt.put(id, now));
    }

    private void tell(List<AddressedMessage> variants) {
        live.forEach((key, group) -> group.deliver(labelled(key, variants)));
    }

    private static List<AddressedMessage> labelled(
            SubscriptionKey key, List<AddressedMessage> variants) {
        return key.name() == null
                ? variants
                : variants.stream()
                        .map(one -> new AddressedMessage(key.label(one.message()), one.audience()))
                        .toList();
    }

    private void begin(Member member) {
        FeedReader reader = member.session.access().reader();
        FeedMessage all = Messages.snapshot(channel.name(), states.visible(reader));
        PacedTurns turns = member.session.pacing();
        member.session.deliverPaced(
                List.of(member.key.label(all)), () -> channel.loop().post(feed, turns::pass));
        live.computeIfAbsent(member.key, k -> new SessionGroup()).join(member.session);
        member.shown = reader;
    }

    /** A session's part in this channel. */
    static final class Member implements Subscription {
        private final EphemeralChannel channel;
        private final FeedSession session;
        private final SubscriptionKey key;
        private final String feed;

        /** By whose rights its items were chosen; null while it has none. */
        private @Nullable FeedReader shown;

        Member(EphemeralChannel channel, FeedSession session, SubscriptionKey key) {
            this.channel = channel;
            this.session = session;
            this.key = key;
            this.feed = session.access().feed();
        }

        /**
         * Gets the whole state, when it is this one's turn: several would fill a reader's memory.
         */
        void enter() {
            if (session.pacing().take(this, this::enter)) {
                channel.open(feed).enter(this);
            }
        }

        private void refuse() {
            session.subscriptions().remove(key, this);
            end();
            session.answer(key.error("unavailable", "try again later"));
        }

        @Override
        public EventFilter filter() {
            return EventFilter.all();
        }

        /** What may be seen now replaces what was shown: some of it leaves, or something comes. */
        @Override
        public void renewed() {
            if (shown != null && !shown.equals(session.access().reader())) {
                end();
                enter();
            }
        }

        @Override
        public void end() {
            session.pacing().forget(this);
            EphemeralFeed members = channel.find(feed);
            if (members != null) {
                boolean hasTurn = members.early.contains(this);
                members.leave(this);
                if (hasTurn) {
                    session.pacing().pass();
                }
            }
            shown = null;
        }

        @Override
        public @Nullable StreamPosition scanned() {
            return null;
        }
    }
}

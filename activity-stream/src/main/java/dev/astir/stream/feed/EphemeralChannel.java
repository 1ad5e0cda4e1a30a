package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.NewestStates.Change;
import dev.astir.stream.feed.NewestStates.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel of states that are not kept: who subscribes gets all of them, and then each new one;
 * and all of them anew when the reader's audiences change. Where states change faster than the hub
 * delivers, the newest counts. The embedder changes its own state first and tells the channel
 * after, so that a snapshot taken in between is followed by the change rather than missing it.
 * Reaches the subscribers of this node. Thread-safe; no method blocks.
 */
public final class EphemeralChannel {
    private static final Logger LOG = LoggerFactory.getLogger(EphemeralChannel.class);

    private final String name;
    private final EphemeralSnapshot snapshot;
    private final HubLoop loop;

    /** What is to be delivered. */
    private final NewestStates changes = new NewestStates();

    /** By feed; belongs to the hub's thread. */
    private final Map<String, Members> members = new HashMap<>();

    EphemeralChannel(String name, EphemeralSnapshot snapshot, HubLoop loop) {
        this.name = name;
        this.snapshot = snapshot;
        this.loop = loop;
    }

    /** The channel's name on the wire. */
    public String name() {
        return name;
    }

    /** Tells the subscribers of a feed the new state of an item. */
    public void put(String feed, EphemeralItem item) {
        put(feed, item, null);
    }

    /**
     * Tells the subscribers of a feed the new state of an item, and what happened to it.
     *
     * @param event for example {@code USER_ONLINE}, or null
     */
    public void put(String feed, EphemeralItem item, @Nullable String event) {
        Target target = new Target(item.id(), item.audience());
        tell(feed, new Change(target, item, event));
    }

    /**
     * Tells the subscribers of a feed that an item is gone.
     *
     * @param audience who could see it; empty means everybody in the feed
     */
    public void remove(String feed, String id, Set<String> audience) {
        tell(feed, new Change(new Target(id, Set.copyOf(audience)), null, null));
    }

    private void tell(String feed, Change change) {
        if (changes.add(feed, change)) {
            loop.post(feed, () -> deliver(feed));
        }
    }

    /** A subscription that is to {@linkplain Member#enter enter} yet. */
    Member subscription(FeedSession session, SubscriptionKey key) {
        return new Member(session, key);
    }

    private Snapshot visible(FeedAccess access) {
        return new Snapshot(
                access.reader(),
                snapshot.items(access).stream()
                        .filter(item -> access.reader().sees(item.audience()))
                        .toList());
    }

    private void deliver(String feed) {
        Change change = changes.next(feed);
        Members listeners = members.get(feed);
        if (change == null || listeners == null) {
            return;
        }
        Set<String> audience = change.target().audience();
        EphemeralItem item = change.item();
        FeedMessage message =
                item == null
                        ? Messages.remove(name, change.target().id())
                        : Messages.put(name, change.event(), item);
        listeners.live.forEach((key, group) -> group.deliver(key.label(message), audience));
        for (Member member : listeners.early) {
            if (member.session.access().reader().sees(audience)) {
                member.keep(member.key.label(message));
            }
        }
    }

    /** All that a reader may see. */
    private record Snapshot(FeedReader reader, Collection<EphemeralItem> items) {}

    /** The subscribers of a feed: those who have their snapshot, and those who wait for it. */
    private static final class Members {
        private final Map<SubscriptionKey, SessionGroup> live = new HashMap<>(2);
        private final Set<Member> early = new LinkedHashSet<>();
    }

    /** A session's part in this channel. */
    final class Member implements Subscription {
        private final FeedSession session;
        private final SubscriptionKey key;
        private final String feed;

        /** What came while the snapshot was taken. */
        private List<FeedMessage> waiting = new ArrayList<>(0);

        /** By whose rights its items were chosen; null while there is no snapshot. */
        private @Nullable FeedReader shown;

        /** Also read by those who take the snapshot. */
        private volatile boolean isEnded;

        Member(FeedSession session, SubscriptionKey key) {
            this.session = session;
            this.key = key;
            this.feed = session.access().feed();
        }

        /** Takes a snapshot, when it is this one's turn: several would fill a reader's memory. */
        void enter() {
            if (!session.pacing().take(this, this::enter)) {
                return;
            }
            members.computeIfAbsent(feed, f -> new Members()).early.add(this);
            loop.read(
                    feed,
                    // It may have ended before it was this feed's turn.
                    () ->
                            isEnded
                                    ? new Snapshot(session.access().reader(), List.of())
                                    : visible(session.access()),
                    this::begin,
                    failure -> {
                        LOG.warn("no snapshot of channel {} for feed {}", name, feed, failure);
                        if (!isEnded) {
                            session.subscriptions().remove(key, this);
                            end();
                            session.answer(key.error("unavailable", "try again later"));
                        }
                        session.pacing().pass();
                    });
        }

        @Override
        public EventFilter filter() {
            return EventFilter.all();
        }

        private void begin(Snapshot found) {
            PacedTurns turns = session.pacing();
            Members all = members.get(feed);
            if (all == null || !all.early.remove(this)) {
                turns.pass();
                return;
            }
            if (!found.reader.equals(session.access().reader())) {
                // Chosen by rights that changed meanwhile, as what waits was.
                turns.pass();
                again();
                return;
            }
            List<FeedMessage> messages = new ArrayList<>();
            messages.add(key.label(Messages.snapshot(name, found.items)));
            messages.addAll(waiting);
            waiting = new ArrayList<>(0);
            session.deliverPaced(messages, () -> loop.post(feed, turns::pass));
            all.live.computeIfAbsent(key, k -> new SessionGroup()).join(session);
            shown = found.reader;
        }

        /** Tells the whole state once more. */
        private void again() {
            leave();
            waiting = new ArrayList<>(0);
            enter();
        }

        void keep(FeedMessage message) {
            if (waiting.size() < Outbox.MOST_MESSAGES) {
                waiting.add(message);
            } else {
                session.close(CloseCode.TOO_SLOW);
            }
        }

        /** What may be seen now replaces what was shown: some of it leaves, or something comes. */
        @Override
        public void renewed() {
            if (shown != null && !shown.equals(session.access().reader())) {
                again();
            }
        }

        @Override
        public void end() {
            isEnded = true;
            leave();
        }

        private void leave() {
            session.pacing().forget(this);
            SessionGroup group = group();
            shown = null;
            Members all = members.get(feed);
            if (all == null) {
                return;
            }
            if (group != null) {
                group.leave(session);
                if (group.isEmpty()) {
                    all.live.remove(key);
                }
            }
            all.early.remove(this);
            if (all.early.isEmpty() && all.live.isEmpty()) {
                members.remove(feed);
            }
        }

        private @Nullable SessionGroup group() {
            Members all = members.get(feed);
            return shown != null && all != null ? all.live.get(key) : null;
        }

        @Override
        public @Nullable StreamPosition scanned() {
            return null;
        }
    }
}

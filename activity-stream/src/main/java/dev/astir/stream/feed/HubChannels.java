package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.bus.ItemChange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What sessions subscribe to: the durable channel of their feed, and those that the embedder has
 * opened. Belongs to the hub's thread; {@link #add} and {@link #heard} are thread-safe.
 */
final class HubChannels {
    private final LiveFeeds feeds;
    private final AccessChecks checks;
    private final Map<String, EphemeralChannel> ephemerals = new ConcurrentHashMap<>();

    HubChannels(LiveFeeds feeds, AccessChecks checks) {
        this.feeds = feeds;
        this.checks = checks;
    }

    /** Opens a channel; false if there is one of this name. */
    boolean add(EphemeralChannel channel) {
        return !channel.name().equals(FeedHub.ACTIVITIES)
                && ephemerals.putIfAbsent(channel.name(), channel) == null;
    }

    /** Another node has told of a change; for all threads. */
    void heard(ItemChange change) {
        EphemeralChannel channel = ephemerals.get(change.channel());
        if (channel != null) {
            channel.heard(change.feed(), change.id(), change.event());
        }
    }

    /** News of other nodes may have been missed. */
    void missed() {
        ephemerals.values().forEach(EphemeralChannel::missed);
    }

    /** Looks, now and then, whether news was missed. */
    void tick() {
        ephemerals.values().forEach(EphemeralChannel::tick);
    }

    /** Does what a client asks for. */
    void handle(FeedSession session, ClientMessage message) {
        if (message instanceof ClientMessage.Unsubscribe unsubscribe) {
            unsubscribe(session, unsubscribe.key());
        } else if (message instanceof ClientMessage.Subscribe subscribe) {
            subscribe(session, subscribe.key(), subscribe.filter(), subscribe.after());
        } else if (message instanceof ClientMessage.Refused refused) {
            session.answer(refused.key().error("invalid", refused.detail()));
        }
    }

    /**
     * Begins a subscription when it is sure what its reader may do, in place of the one that has
     * the same key, or says why not.
     */
    void subscribe(
            FeedSession session,
            SubscriptionKey key,
            EventFilter filter,
            @Nullable StreamPosition after) {
        boolean isDurable = key.channel().equals(FeedHub.ACTIVITIES);
        EventFilter looked = isDurable ? filter : EventFilter.all();
        if (!isDurable && !ephemerals.containsKey(key.channel())) {
            session.answer(key.error("unknown-channel", "there is no such channel"));
        } else if (isAllowed(session, key, looked)) {
            checks.whenSure(session, key, looked, () -> begin(session, key, looked, after));
        }
    }

    /** Ends a subscription; ending none is no harm. */
    void unsubscribe(FeedSession session, SubscriptionKey key) {
        session.subscriptions().forget(key);
        end(session, key);
    }

    private void begin(
            FeedSession session,
            SubscriptionKey key,
            EventFilter filter,
            @Nullable StreamPosition after) {
        if (!session.isOpen() || !isAllowed(session, key, filter)) {
            // What there was goes on.
            return;
        }
        EphemeralChannel channel = ephemerals.get(key.channel());
        if (channel == null) {
            follow(session, key, filter, after);
        } else {
            end(session, key);
            EphemeralMember member = channel.subscription(session, key);
            session.subscriptions().add(key, member);
            member.enter();
        }
    }

    private void follow(
            FeedSession session,
            SubscriptionKey key,
            EventFilter filter,
            @Nullable StreamPosition after) {
        LiveFeed feed = feeds.feed(session.access().feed());
        Subscription old = session.subscriptions().get(key);
        if (!feed.hasRoomFor(filter, old)) {
            session.answer(key.error("unavailable", "too many searches are live; try again later"));
            return;
        }
        end(session, key);
        ActivitySubscription subscription =
                new ActivitySubscription(feed, session, key, filter, after);
        session.subscriptions().add(key, subscription);
        feed.add(subscription);
    }

    private static boolean isAllowed(FeedSession session, SubscriptionKey key, EventFilter filter) {
        String refusal = session.subscriptions().refusal(key, filter);
        if (refusal != null) {
            session.answer(key.error("invalid", refusal));
        }
        return refusal == null;
    }

    private static void end(FeedSession session, SubscriptionKey key) {
        Subscription subscription = session.subscriptions().remove(key);
        if (subscription != null) {
            subscription.end();
        }
    }

    /** Ends all that a session has. */
    static void endAll(FeedSession session) {
        session.subscriptions().keys().forEach(key -> end(session, key));
    }
}

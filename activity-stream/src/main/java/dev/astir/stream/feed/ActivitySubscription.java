package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/** A session's subscription to the durable channel. Belongs to the hub's thread. */
final class ActivitySubscription implements Subscription {
    private final LiveFeed feed;
    private final FeedSession session;
    private final EventFilter filter;
    private final @Nullable StreamPosition after;
    private @Nullable StreamPosition served;
    private boolean ended;

    ActivitySubscription(
            LiveFeed feed,
            FeedSession session,
            EventFilter filter,
            @Nullable StreamPosition after) {
        this.feed = feed;
        this.session = session;
        this.filter = filter;
        this.after = after;
    }

    FeedSession session() {
        return session;
    }

    /** The position that the client asked for. */
    @Nullable StreamPosition after() {
        return after;
    }

    boolean isActive() {
        return !ended && session.isOpen();
    }

    /** Answers the client; delivery starts after the position. */
    void begin(StreamPosition position, boolean recovered) {
        served = position;
        session.deliverPaced(Messages.subscribed(FeedHub.ACTIVITIES, position, recovered));
    }

    /** Delivers a change of the feed as it happens. */
    void deliverLive(FeedChange change) {
        FeedMessage message = message(change);
        if (message != null) {
            session.deliverLive(message);
        }
    }

    /**
     * Delivers a change of the past, as a whole: what the table told before may have left out an
     * earlier change of the event because of this one.
     */
    void deliverPaced(FeedChange change) {
        FeedMessage message = message(change.whole());
        if (message != null) {
            session.deliverPaced(message);
        }
    }

    private @Nullable FeedMessage message(FeedChange change) {
        // Asked of the session each time, because its rights may have changed.
        return change.messageFor(session.access().reader(), filter);
    }

    void served(StreamPosition position) {
        served = position;
    }

    /** Tells the client to load the page anew. */
    void reset() {
        session.deliverPaced(Messages.reset(FeedHub.ACTIVITIES, "retention"));
        session.subscriptions().remove(FeedHub.ACTIVITIES, this);
        ended = true;
    }

    @Override
    public void end() {
        ended = true;
        feed.remove(this);
    }

    @Override
    public @Nullable StreamPosition scanned() {
        return feed.scanned(this, served);
    }
}

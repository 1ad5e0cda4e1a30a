package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/** A session's subscription to the durable channel. Belongs to the hub's thread. */
final class ActivitySubscription implements Subscription {
    private final LiveFeed feed;
    private final FeedSession session;
    private final SubscriptionKey key;
    private final Wanted wanted;
    private final @Nullable StreamPosition after;
    private @Nullable StreamPosition served;
    private @Nullable FilteredGroup group;
    private boolean ended;

    /** Of which reader the listener has heard, and up to which offset. */
    private @Nullable FeedReader toldOf;

    private long toldUpTo;

    ActivitySubscription(
            LiveFeed feed,
            FeedSession session,
            SubscriptionKey key,
            EventFilter filter,
            @Nullable StreamPosition after) {
        this.feed = feed;
        this.session = session;
        this.key = key;
        this.wanted = new Wanted(filter, feed.rule());
        this.after = after;
    }

    FeedSession session() {
        return session;
    }

    @Override
    public EventFilter filter() {
        return wanted.filter();
    }

    /** What its messages are called by; null for nothing. */
    @Nullable SubscriptionName name() {
        return key.name();
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
        session.answer(key.label(Messages.subscribed(key.channel(), position, recovered)));
    }

    /**
     * What this reader is to hear of a change of the past, as a whole: what the table told before
     * may have left out an earlier change of the event because of this one.
     */
    @Nullable FeedMessage message(FeedChange change) {
        // Asked of the session each time, because its rights may have changed.
        FeedMessage message = change.whole().messageFor(session.access().reader(), wanted);
        return message == null ? null : key.label(message);
    }

    /**
     * Whether the listener must hear of a change of the past before this reader does. What it has
     * heard, it heard of a reader with these audiences.
     */
    boolean isUntold(FeedChange change) {
        return !change.isDeleted()
                && !change.event().audience().isEmpty()
                && (change.offset() > toldUpTo || !session.access().reader().equals(toldOf));
    }

    /** The listener has heard what comes next for this reader, up to an offset. */
    void told(FeedReader reader, long upTo) {
        toldOf = reader;
        toldUpTo = upTo;
    }

    void served(StreamPosition position) {
        served = position;
    }

    /** From now on it gets what its group gets. */
    void joined(FilteredGroup group) {
        this.group = group;
        group.join(session);
    }

    /** Leaves its group, if it is in one, and says which. */
    @Nullable FilteredGroup leave() {
        FilteredGroup left = group;
        group = null;
        if (left != null) {
            left.leave(session);
        }
        return left;
    }

    boolean isLive() {
        return group != null;
    }

    /** Tells the client to load the page anew. */
    void reset() {
        session.answer(key.label(Messages.reset(key.channel(), "retention")));
        session.subscriptions().remove(key, this);
        ended = true;
    }

    @Override
    public void renewed() {
        if (group != null) {
            group.renew(session);
        }
    }

    @Override
    public void end() {
        ended = true;
        feed.remove(this);
    }

    @Override
    public @Nullable StreamPosition scanned() {
        return group == null ? served : feed.position();
    }
}

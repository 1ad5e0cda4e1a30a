package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.StreamPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session's part in an ephemeral channel. Belongs to the hub's thread. */
final class EphemeralMember implements Subscription {
    private final EphemeralChannel channel;
    private final FeedSession session;
    private final SubscriptionKey key;
    private final String feed;

    /** By whose rights its items were chosen; null while it has none. */
    private @Nullable FeedReader shown;

    EphemeralMember(EphemeralChannel channel, FeedSession session, SubscriptionKey key) {
        this.channel = channel;
        this.session = session;
        this.key = key;
        this.feed = session.access().feed();
    }

    /** Gets the whole state, when it is this one's turn: several would fill a reader's memory. */
    void enter() {
        if (session.pacing().take(this, this::enter)) {
            channel.open(feed).enter(this);
        }
    }

    /** The state cannot be read now. */
    void refuse() {
        session.subscriptions().remove(key, this);
        end();
        session.answer(key.error("unavailable", "try again later"));
    }

    /** Gets all that its reader may see; the next one's turn comes when it has been sent. */
    void begin(EphemeralStates states) {
        FeedReader reader = session.access().reader();
        FeedMessage all = Messages.snapshot(channel.name(), states.visible(reader));
        PacedTurns turns = session.pacing();
        session.deliverPaced(List.of(key.label(all)), () -> channel.loop().post(feed, turns::pass));
        shown = reader;
    }

    /** Whether it has been shown the state, and hears what changes. */
    boolean isLive() {
        return shown != null;
    }

    FeedSession session() {
        return session;
    }

    SubscriptionKey key() {
        return key;
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
            boolean hadTurn = members.leave(this);
            if (hadTurn) {
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

package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.FeedReader;
import dev.astir.stream.StreamPosition;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of a feed, with the messages that it makes, each encoded at most once. Belongs to the
 * hub's thread.
 */
final class FeedChange {
    private final Change change;
    private final EventState now;
    private final StreamPosition position;
    private final @Nullable String changes;

    /** What is known of the event before it was changed, until the change is delivered. */
    private @Nullable EventState earlier;

    /** Whether that is how the event was just before. */
    private boolean isJustBefore;

    private @Nullable FeedMessage put;
    private @Nullable FeedMessage patch;
    private @Nullable FeedMessage remove;
    private @Nullable FeedChange whole;

    /** A change as the table tells it: what the event is now. */
    FeedChange(String epoch, Change change) {
        this(new StreamPosition(epoch, change.changed()), change, null);
    }

    private FeedChange(StreamPosition position, Change change, @Nullable String changes) {
        this.position = position;
        this.change = change;
        this.now = new EventState(change.event());
        this.changes = changes;
    }

    /** A change as its maker tells it: what differs from before, where that is enough. */
    static FeedChange of(Committed committed) {
        FeedChange change =
                new FeedChange(committed.position(), committed.change(), committed.patch());
        ActivityEvent before = committed.before();
        if (before != null) {
            change.earlier = new EventState(before);
            change.isJustBefore = true;
        }
        return change;
    }

    /**
     * The same change for those who may have missed what it differs from: the event as it is after
     * it, whatever it was before.
     */
    FeedChange whole() {
        if (changes == null && !isJustBefore) {
            return this;
        }
        FeedChange all = whole;
        if (all == null) {
            all = new FeedChange(position, change, null);
            all.earlier = earlier;
            whole = all;
        }
        return all;
    }

    /** Learns how the event was at some time, if nothing better is known. */
    void remember(@Nullable ActivityEvent event) {
        if (earlier == null && event != null) {
            earlier = new EventState(event);
        }
    }

    /** Forgets how the event was: it would stay in memory beyond its deletion. */
    void forgetEarlier() {
        earlier = null;
        isJustBefore = false;
        whole = null;
    }

    long offset() {
        return position.offset();
    }

    /** About how much memory it takes. */
    int size() {
        if (change.deleted()) {
            return 0;
        }
        return (changes == null ? put() : patch(changes)).size();
    }

    ActivityEvent event() {
        return change.event();
    }

    /** Who may hear of it; empty means everybody. */
    Set<String> audience() {
        return change.event().audience();
    }

    boolean isDeleted() {
        return change.deleted();
    }

    /** Whether it tells all of an event that was there before: an edit, or a deletion. */
    boolean isOfAnOldEvent() {
        return changes == null && change.changed() > change.created();
    }

    /**
     * A state of the event that has all that never changes while it is there; null if it was
     * deleted and nothing else is known of it.
     */
    @Nullable ActivityEvent known() {
        if (!change.deleted()) {
            return change.event();
        }
        return earlier == null ? null : earlier.event();
    }

    /** What this reader is to hear of it: a message, or null for nothing. */
    @Nullable FeedMessage messageFor(FeedReader reader, Wanted wanted) {
        return reader.sees(audience()) ? message(wanted) : null;
    }

    /** What those of its audience are to hear of it who want this; null for nothing. */
    @Nullable FeedMessage message(Wanted wanted) {
        if (!change.deleted() && wanted.matches(now)) {
            return changes == null ? put() : patch(changes);
        }
        // Filters do not look at what a patch changes, and what is new was nowhere before.
        return isOfAnOldEvent() && mayHaveMatched(wanted) ? remove() : null;
    }

    private boolean mayHaveMatched(Wanted wanted) {
        if (earlier != null && isJustBefore) {
            return wanted.matches(earlier);
        }
        ActivityEvent known = known();
        return known == null ? wanted.mayHaveMatched(change.event()) : wanted.mayMatch(known);
    }

    private FeedMessage put() {
        FeedMessage message = put;
        if (message == null) {
            message = Messages.put(FeedHub.ACTIVITIES, position, change.event());
            put = message;
        }
        return message;
    }

    private FeedMessage patch(String changes) {
        FeedMessage message = patch;
        if (message == null) {
            message = Messages.patch(FeedHub.ACTIVITIES, position, change.event().id(), changes);
            patch = message;
        }
        return message;
    }

    private FeedMessage remove() {
        FeedMessage message = remove;
        if (message == null) {
            message = Messages.remove(FeedHub.ACTIVITIES, position, change.event().id());
            remove = message;
        }
        return message;
    }
}

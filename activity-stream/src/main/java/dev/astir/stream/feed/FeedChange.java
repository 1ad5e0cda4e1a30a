package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * A change of a feed, with the messages that it makes, each encoded at most once. Belongs to the
 * hub's thread.
 */
final class FeedChange {
    private final Change change;
    private final StreamPosition position;
    private final @Nullable String changes;
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
        this.changes = changes;
    }

    /** A change as its maker tells it: what differs from before, where that is enough. */
    static FeedChange of(Committed committed) {
        return new FeedChange(committed.position(), committed.change(), committed.patch());
    }

    /**
     * The same change for those who may have missed what it differs from: the event as it is after
     * it.
     */
    FeedChange whole() {
        if (changes == null) {
            return this;
        }
        FeedChange all = whole;
        if (all == null) {
            all = new FeedChange(position, change, null);
            whole = all;
        }
        return all;
    }

    long offset() {
        return position.offset();
    }

    /** About how much memory it takes. */
    int size() {
        if (change.deleted()) {
            return 0;
        }
        return (changes == null ? put() : patch(changes)).bytes().length;
    }

    /** What this reader is to hear of it: a message, or null for nothing. */
    @Nullable FeedMessage messageFor(FeedReader reader, EventFilter filter) {
        ActivityEvent event = change.event();
        if (!reader.sees(event.audience())) {
            return null;
        }
        if (!change.deleted() && filter.matches(event)) {
            return changes == null ? put() : patch(changes);
        }
        if (changes != null) {
            // Filters do not look at what a patch changes, so it was not there before either.
            return null;
        }
        // Only what was there before can have left the filter.
        return change.changed() > change.created() ? remove() : null;
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

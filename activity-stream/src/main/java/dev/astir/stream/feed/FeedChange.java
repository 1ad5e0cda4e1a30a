package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
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
    private @Nullable FeedMessage put;
    private @Nullable FeedMessage remove;

    FeedChange(String epoch, Change change) {
        this.change = change;
        this.position = new StreamPosition(epoch, change.changed());
    }

    static FeedChange published(StreamPosition position, ActivityEvent event) {
        long offset = position.offset();
        return new FeedChange(position.epoch(), new Change(event, offset, offset, false));
    }

    long offset() {
        return position.offset();
    }

    /** About how much memory it takes. */
    int size() {
        return change.deleted() ? 0 : put().bytes().length;
    }

    /** What this reader is to hear of it: a message, or null for nothing. */
    @Nullable FeedMessage messageFor(FeedReader reader, EventFilter filter) {
        ActivityEvent event = change.event();
        if (!reader.sees(event.audience())) {
            return null;
        }
        if (!change.deleted() && filter.matches(event)) {
            return put();
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

    private FeedMessage remove() {
        FeedMessage message = remove;
        if (message == null) {
            message = Messages.remove(FeedHub.ACTIVITIES, position, change.event().id());
            remove = message;
        }
        return message;
    }
}

package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.SearchText;
import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Set;
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
    private @Nullable List<String> words;

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

    /** The words of its message, as searches see them. */
    List<String> words() {
        List<String> found = words;
        if (found == null) {
            String message = change.event().message();
            found = message == null ? List.of() : SearchText.tokens(message);
            words = found;
        }
        return found;
    }

    /** What this reader is to hear of it: a message, or null for nothing. */
    @Nullable FeedMessage messageFor(FeedReader reader, EventFilter filter) {
        if (!reader.sees(audience())) {
            return null;
        }
        return message(!change.deleted() && filter.matches(change.event()));
    }

    /** What its audience is to hear of it, by whether it is there and the filter matches. */
    @Nullable FeedMessage message(boolean matches) {
        if (matches) {
            return changes == null ? put() : patch(changes);
        }
        // Filters do not look at what a patch changes, and what is new was nowhere before.
        return isOfAnOldEvent() ? remove() : null;
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

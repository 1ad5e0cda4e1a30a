package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.MessageWords;
import dev.astir.stream.SearchRule;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is or was, with the words of its message found at most once, however many searches
 * look at it. Belongs to the hub's thread.
 */
final class EventState {
    private final ActivityEvent event;
    private @Nullable MessageWords words;

    EventState(ActivityEvent event) {
        this.event = event;
    }

    ActivityEvent event() {
        return event;
    }

    /** The words of its message, as the searches of a hub see them: all have the same rule. */
    MessageWords words(SearchRule rule) {
        MessageWords found = words;
        if (found == null) {
            String message = event.message();
            found = MessageWords.of(message == null ? "" : message, rule);
            words = found;
        }
        return found;
    }
}

package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.SearchText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is or was, with the words of its message found at most once, however many searches
 * look at it. Belongs to the hub's thread.
 */
final class EventState {
    private final ActivityEvent event;
    private @Nullable List<String> words;

    EventState(ActivityEvent event) {
        this.event = event;
    }

    ActivityEvent event() {
        return event;
    }

    /** The words of its message, as searches see them. */
    List<String> words() {
        List<String> found = words;
        if (found == null) {
            String message = event.message();
            found = message == null ? List.of() : SearchText.tokens(message);
            words = found;
        }
        return found;
    }
}

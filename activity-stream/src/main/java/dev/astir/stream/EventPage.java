package dev.astir.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a feed, newest first. Immutable.
 *
 * @param items the events
 * @param next the cursor of the page after this one, or null at the end
 * @param position where to subscribe from so that nothing falls between; read before the items
 */
public record EventPage(List<ActivityEvent> items, @Nullable String next, StreamPosition position) {

    public EventPage {
        items = List.copyOf(items);
    }
}

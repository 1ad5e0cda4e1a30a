package dev.astir.app.feed;

import dev.astir.stream.EventType;
import java.util.List;

/**
 * The types of events that one feature declares, as a bean. Immutable.
 *
 * @param isReserved whether they state what the app itself observed, so that nobody may publish
 *     them by REST
 */
public record FeedTypes(List<EventType> types, boolean isReserved) {

    public FeedTypes {
        types = List.copyOf(types);
    }

    /** Types that the app alone publishes. */
    public static FeedTypes reserved(EventType... types) {
        return new FeedTypes(List.of(types), true);
    }

    /** Types that others may publish as well. */
    public static FeedTypes open(EventType... types) {
        return new FeedTypes(List.of(types), false);
    }
}

package dev.astir.app.feed;

import dev.astir.stream.EventType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of events that one feature declares, as a bean. Immutable.
 *
 * @param isReserved whether they state what the app itself observed, so that nobody may publish,
 *     rewrite or delete them by REST
 * @param keptFor how long their events stay, if shorter than others
 */
public record FeedTypes(List<EventType> types, boolean isReserved, @Nullable Duration keptFor) {

    public FeedTypes {
        types = List.copyOf(types);
        for (EventType type : types) {
            if (!isReserved && ObservedTypes.includes(type.name())) {
                throw new IllegalArgumentException(
                        type.name() + " is observed, and nobody else's to tell");
            }
        }
    }

    /** Types that the app alone publishes. */
    public static FeedTypes reserved(EventType... types) {
        return new FeedTypes(List.of(types), true, null);
    }

    /** Types that others may publish as well. */
    public static FeedTypes open(EventType... types) {
        return new FeedTypes(List.of(types), false, null);
    }

    /** The same, whose events are deleted when they are older. */
    public FeedTypes keptFor(Duration age) {
        return new FeedTypes(types, isReserved, age);
    }
}

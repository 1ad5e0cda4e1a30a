package dev.astir.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many events there are of which types. Immutable.
 *
 * @param items by the names of the types, important ones after others
 */
public record EventTally(List<Item> items) {

    public EventTally {
        items = List.copyOf(items);
    }

    /** How many events of any type. */
    public long total() {
        return items.stream().mapToLong(Item::events).sum();
    }

    /**
     * The events of one type, of which all or none are important.
     *
     * @param events how many
     * @param things about how many things
     * @param withoutThing how many of the events name no thing, by type and id
     */
    public record Item(
            String eventType, boolean important, long events, long things, long withoutThing) {}

    /**
     * A thing, and how many events of one type are about it.
     *
     * @param entityReference its short handle, or null
     * @param entityName its name, or null
     * @param message what the newest of them says
     */
    public record Thing(
            String eventType,
            String entityType,
            String entityId,
            @Nullable String entityReference,
            @Nullable String entityName,
            String message,
            long events) {}
}

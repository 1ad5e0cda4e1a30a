package dev.astir.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types that an embedder has registered. Types that are not here still work, with a neutral
 * icon, colour and message. Immutable.
 */
public final class EventTypes {
    private final Map<String, EventType> byName;

    private EventTypes(Map<String, EventType> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** A registry of these types. */
    public static EventTypes of(EventType... types) {
        return of(List.of(types));
    }

    /**
     * A registry of these types.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public static EventTypes of(Collection<EventType> types) {
        Map<String, EventType> byName = new HashMap<>();
        for (EventType type : types) {
            if (byName.put(type.name(), type) != null) {
                throw new IllegalArgumentException("registered twice: " + type.name());
            }
        }
        return new EventTypes(byName);
    }

    /** The type of this name, or a neutral one. */
    public EventType get(String name) {
        EventType type = byName.get(name);
        return type == null ? EventType.neutral(name) : type;
    }

    /** Every registered type, in no particular order. */
    public Collection<EventType> all() {
        return byName.values();
    }
}

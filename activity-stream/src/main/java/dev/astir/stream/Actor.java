package dev.astir.stream;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who reacts or comments. Immutable.
 *
 * @param id the person's id, as in an event's {@code actorId}
 * @param name the name to show, or null
 */
public record Actor(String id, @Nullable String name) {

    public Actor {
        id = Rules.key("actorId", id);
        name = Rules.name("actorName", name);
    }

    /** Somebody with a name. */
    public static Actor of(String id, @Nullable String name) {
        return new Actor(id, name);
    }
}

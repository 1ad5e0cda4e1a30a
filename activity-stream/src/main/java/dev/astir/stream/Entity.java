package dev.astir.stream;

import org.jspecify.annotations.Nullable;

/**
 * What an event is about. Immutable.
 *
 * @param type for example {@code task}
 * @param id unique within its type
 * @param name what people call it, or null
 * @param url http(s) or relative, or null
 * @param reference a short handle such as {@code #TASK-42}, or null
 */
public record Entity(
        String type,
        String id,
        @Nullable String name,
        @Nullable String url,
        @Nullable String reference) {

    /** An entity known by its id and name. */
    public static Entity of(String type, String id, String name) {
        return new Entity(type, id, name, null, null);
    }
}

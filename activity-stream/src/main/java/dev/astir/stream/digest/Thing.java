package dev.astir.stream.digest;

import dev.astir.stream.ActivityEvent;
import java.util.Objects;

/**
 * A thing that somebody works on. Immutable.
 *
 * @param type what kind of thing, as in {@code entityType} of events
 * @param id which one, as in {@code entityId}
 */
public record Thing(String type, String id) {

    public Thing {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }

    /**
     * Whether an event is about it: by its entity, or by its metadata, where {@code projectId} with
     * the id stands for a {@code project}.
     */
    public boolean isOf(ActivityEvent event) {
        boolean isEntity = type.equals(event.entityType()) && id.equals(event.entityId());
        return isEntity || id.equals(String.valueOf(event.metadata().get(type + "Id")));
    }
}

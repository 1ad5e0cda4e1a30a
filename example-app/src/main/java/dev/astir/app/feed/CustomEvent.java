package dev.astir.app.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.feed.EventJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/activities}: what somebody says happened.
 *
 * <p>Immutable.
 */
record CustomEvent(
        String eventType,
        @Nullable String entityType,
        @Nullable String entityId,
        @Nullable String entityName,
        @Nullable String entityUrl,
        @Nullable String message,
        Map<String, Object> metadata,
        boolean important) {

    /**
     * @throws InvalidInputException naming the field that cannot be accepted
     */
    static CustomEvent read(String body) {
        Map<String, Object> fields = EventJson.readObject(body);
        String eventType = text(fields, "eventType");
        if (eventType == null) {
            throw new InvalidInputException("eventType", "", "a type such as task.created");
        }
        if (FeedTypes.isReserved(eventType)) {
            throw new InvalidInputException(
                    "eventType", eventType, "a type that the app does not publish itself");
        }
        Object metadata = fields.getOrDefault("metadata", Map.of());
        if (!(metadata instanceof Map<?, ?> object)) {
            throw new InvalidInputException("metadata", metadata, "a JSON object");
        }
        Object important = fields.getOrDefault("important", false);
        if (!(important instanceof Boolean flag)) {
            throw new InvalidInputException("important", important, "true or false");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return new CustomEvent(
                eventType,
                text(fields, "entityType"),
                text(fields, "entityId"),
                text(fields, "entityName"),
                text(fields, "entityUrl"),
                text(fields, "message"),
                copy,
                flag);
    }

    /**
     * @throws InvalidInputException naming the field that cannot be accepted
     */
    ActivityEvent by(String actorId, String actorName) {
        return ActivityEvent.builder(eventType)
                .actor(actorId, actorName)
                .entity(entityType, entityId)
                .entityName(entityName)
                .entityUrl(entityUrl)
                .message(message)
                .metadata(metadata)
                .important(important)
                .build();
    }

    private static @Nullable String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new InvalidInputException(name, value, "text");
    }
}

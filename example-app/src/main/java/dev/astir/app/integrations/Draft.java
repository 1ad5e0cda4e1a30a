package dev.astir.app.integrations;

import dev.astir.stream.ActivityEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as a sender describes it; each text is made to fit as it comes in. Who did it is looked
 * up afterwards. Not thread-safe.
 */
final class Draft {

    private final String type;
    private String message = "";
    private boolean isDeed;
    private @Nullable String entityType;
    private @Nullable String entityId;
    private @Nullable String entityName;
    private @Nullable String entityUrl;
    private @Nullable String entityReference;
    private @Nullable String actorName;
    private @Nullable String actorEmail;
    private @Nullable Instant timestamp;
    private boolean isImportant;
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    private Draft(String type) {
        this.type = type;
    }

    /** An event of this type, which gets the prefix {@code integration.} unless it has it. */
    static Draft of(String type) {
        return new Draft(Fitting.type(type));
    }

    /** What happened, as a sentence of its own. */
    Draft message(String text) {
        message = text;
        isDeed = false;
        return this;
    }

    /** What somebody did, as a sentence goes on behind their name. */
    Draft deed(String text) {
        message = text;
        isDeed = true;
        return this;
    }

    /** What it is about; without an id it is about nothing. */
    Draft entity(String ofType, @Nullable String id, @Nullable String name) {
        entityId = Fitting.line(id, Fitting.KEY);
        entityType = entityId == null ? null : Fitting.line(ofType, Fitting.KEY);
        entityName = Fitting.line(name, Fitting.NAME);
        return this;
    }

    /** Left out when it is no address of the web. */
    Draft url(@Nullable String text) {
        entityUrl = Fitting.url(text);
        return this;
    }

    Draft reference(@Nullable String text) {
        entityReference = Fitting.line(text, Fitting.KEY);
        return this;
    }

    /** Who did it, as the sender calls them, and the e-mail by which they may be known here. */
    Draft actor(@Nullable String name, @Nullable String email) {
        actorName = Fitting.line(name, Fitting.KEY);
        actorEmail = Fitting.line(email, Fitting.NAME);
        return this;
    }

    /** When it happened; null for now. */
    Draft at(@Nullable Instant time) {
        timestamp = time;
        return this;
    }

    Draft important(boolean important) {
        isImportant = important;
        return this;
    }

    /** Left out when there is no such thing. */
    Draft metadata(String name, @Nullable Object value) {
        if (value instanceof String text) {
            String line = Fitting.line(text, Fitting.MESSAGE);
            if (line != null) {
                metadata.put(name, line);
            }
        } else if (value != null) {
            metadata.put(name, value);
        }
        return this;
    }

    /** What fits already; see {@link BoundedMetadata}. */
    Draft metadata(Map<String, Object> bounded) {
        metadata.putAll(bounded);
        return this;
    }

    String type() {
        return type;
    }

    @Nullable String actorName() {
        return actorName;
    }

    @Nullable String actorEmail() {
        return actorEmail;
    }

    /**
     * The event, done by somebody.
     *
     * @param now when it happened, where the sender did not say
     * @throws dev.astir.stream.InvalidInputException when a time is out of bounds
     */
    ActivityEvent by(String actorId, String name, Instant now) {
        String sentence = isDeed ? name + " " + message : message;
        String line = Fitting.line(sentence, Fitting.MESSAGE);
        return ActivityEvent.builder(type)
                .actor(actorId, name)
                .timestamp(timestamp == null ? now : timestamp)
                .entity(entityType, entityId)
                .entityName(entityName)
                .entityUrl(entityUrl)
                .entityReference(entityReference)
                .message(line == null ? type : line)
                .important(isImportant)
                .metadata(metadata)
                .build();
    }
}

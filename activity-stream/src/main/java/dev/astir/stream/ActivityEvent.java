package dev.astir.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened: who did what to what, and when. The computed fields (names, message,
 * icon, colour) may be left out; {@link ActivityStream} fills them in when it captures the event.
 * Every field is checked; a refused one throws {@link InvalidInputException}. Immutable.
 *
 * @param id a UUID of version 7; publishing the same id again is harmless
 * @param eventType dotted and open, for example {@code task.completed}
 * @param actorId who did it, or null for the system
 * @param timestamp when it happened, to the millisecond; may be back-dated, not a day ahead
 * @param entityType what kind of thing it is about, or null
 * @param entityId which one, or null
 * @param metadata a JSON object of at most 16 kB
 * @param actorName the actor's name, or null
 * @param entityName the thing's name, or null
 * @param entityUrl http(s) or relative, or null
 * @param entityReference a short handle such as {@code #TASK-42}, or null
 * @param message one sentence for people, at most 4,000 characters, or null
 * @param icon a short text such as an emoji, or null
 * @param color {@code #rrggbb} or a colour's name, or null
 * @param important whether it should stand out
 * @param audience who may see it: any of these audiences; empty means everybody in the feed
 * @param reactions how many reacted with each emoji; empty in an event that is being published
 * @param commentCount how many comments it has; 0 in an event that is being published
 * @param media links to pictures and other files, at most 10
 */
public record ActivityEvent(
        UUID id,
        String eventType,
        @Nullable String actorId,
        Instant timestamp,
        @Nullable String entityType,
        @Nullable String entityId,
        Map<String, Object> metadata,
        @Nullable String actorName,
        @Nullable String entityName,
        @Nullable String entityUrl,
        @Nullable String entityReference,
        @Nullable String message,
        @Nullable String icon,
        @Nullable String color,
        boolean important,
        Set<String> audience,
        Map<String, Integer> reactions,
        int commentCount,
        List<MediaLink> media) {

    /** How far an event's time may lie after the time in its id. */
    static final Duration AHEAD = Duration.ofDays(1);

    private static final int ICON = 32;

    public ActivityEvent {
        TimeOrderedId.checked(id);
        Rules.type("eventType", eventType);
        actorId = Rules.optionalKey("actorId", actorId);
        timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
        Rules.time("timestamp", timestamp);
        if (timestamp.isAfter(TimeOrderedId.time(id).plus(AHEAD))) {
            throw new InvalidInputException(
                    "timestamp", timestamp, "a time at most a day after the event's id was made");
        }
        entityType = Rules.optionalKey("entityType", entityType);
        entityId = Rules.optionalKey("entityId", entityId);
        metadata = Metadata.copyOf(metadata);
        actorName = Rules.name("actorName", actorName);
        entityName = Rules.name("entityName", entityName);
        entityUrl = Rules.url("entityUrl", entityUrl);
        entityReference = Rules.name("entityReference", entityReference);
        message = Rules.message("message", message, Rules.MESSAGE);
        icon = Rules.text("icon", icon, ICON);
        color = Rules.color(color);
        audience = Rules.audiencesOfEvent(audience);
        reactions = Collections.unmodifiableMap(new LinkedHashMap<>(reactions));
        media = MediaLink.checked(media);
    }

    /** An event that happens now. */
    public static ActivityEvent of(
            String eventType,
            @Nullable String actorId,
            @Nullable Entity entity,
            Map<String, ? extends @Nullable Object> metadata) {
        return builder(eventType).actor(actorId).entity(entity).metadata(metadata).build();
    }

    /** Starts an event of this type. */
    public static Builder builder(String eventType) {
        return new Builder(eventType);
    }

    /**
     * The same event with what others attached to it. For what reads events from a store: {@link
     * ActivityStream} publishes every event without reactions and comments.
     */
    public ActivityEvent withCounts(Map<String, Integer> reactions, int commentCount) {
        if (this.commentCount == commentCount && this.reactions.equals(reactions)) {
            return this;
        }
        return new ActivityEvent(
                id,
                eventType,
                actorId,
                timestamp,
                entityType,
                entityId,
                metadata,
                actorName,
                entityName,
                entityUrl,
                entityReference,
                message,
                icon,
                color,
                important,
                audience,
                reactions,
                commentCount,
                media);
    }

    /**
     * A builder that starts with everything this event has, except for reactions and comments; what
     * enrichers return.
     */
    public Builder toBuilder() {
        Builder copy = new Builder(eventType);
        copy.id = id;
        copy.actorId = actorId;
        copy.timestamp = timestamp;
        copy.entityType = entityType;
        copy.entityId = entityId;
        copy.metadata = metadata;
        copy.actorName = actorName;
        copy.entityName = entityName;
        copy.entityUrl = entityUrl;
        copy.entityReference = entityReference;
        copy.message = message;
        copy.icon = icon;
        copy.color = color;
        copy.important = important;
        copy.audience = audience;
        copy.media = media;
        return copy;
    }

    /** Collects an event's fields; what is not set stays absent. Not thread-safe. */
    public static final class Builder {
        private final String eventType;
        private @Nullable UUID id;
        private @Nullable String actorId;
        private @Nullable Instant timestamp;
        private @Nullable String entityType;
        private @Nullable String entityId;
        private Map<String, ? extends @Nullable Object> metadata = Map.of();
        private @Nullable String actorName;
        private @Nullable String entityName;
        private @Nullable String entityUrl;
        private @Nullable String entityReference;
        private @Nullable String message;
        private @Nullable String icon;
        private @Nullable String color;
        private boolean important;
        private Set<String> audience = Set.of();
        private List<MediaLink> media = List.of();

        private Builder(String eventType) {
            this.eventType = Objects.requireNonNull(eventType, "eventType");
        }

        /** Sets the id, a UUID of version 7; without it one is made of the current time. */
        public Builder id(UUID id) {
            this.id = id;
            return this;
        }

        /** Sets who did it. */
        public Builder actor(@Nullable String actorId) {
            this.actorId = actorId;
            return this;
        }

        /** Sets who did it, with the name to show. */
        public Builder actor(@Nullable String actorId, @Nullable String actorName) {
            this.actorName = actorName;
            return actor(actorId);
        }

        /** Sets when it happened; without it, now. */
        public Builder timestamp(Instant timestamp) {
            this.timestamp = timestamp;
            return this;
        }

        /** Sets what it is about, all of it. */
        public Builder entity(@Nullable Entity entity) {
            entityType = entity == null ? null : entity.type();
            entityId = entity == null ? null : entity.id();
            entityName = entity == null ? null : entity.name();
            entityUrl = entity == null ? null : entity.url();
            entityReference = entity == null ? null : entity.reference();
            return this;
        }

        /** Sets which thing it is about. */
        public Builder entity(@Nullable String entityType, @Nullable String entityId) {
            this.entityType = entityType;
            this.entityId = entityId;
            return this;
        }

        /** Sets the name of the actor. */
        public Builder actorName(@Nullable String actorName) {
            this.actorName = actorName;
            return this;
        }

        /** Sets the name of the thing. */
        public Builder entityName(@Nullable String entityName) {
            this.entityName = entityName;
            return this;
        }

        /** Sets where the thing can be looked at, an http(s) or relative URL. */
        public Builder entityUrl(@Nullable String entityUrl) {
            this.entityUrl = entityUrl;
            return this;
        }

        /** Sets the thing's short handle. */
        public Builder entityReference(@Nullable String entityReference) {
            this.entityReference = entityReference;
            return this;
        }

        /** Sets the JSON object that belongs to the event; null values are left out. */
        public Builder metadata(Map<String, ? extends @Nullable Object> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds one field to the metadata. */
        public Builder metadata(String name, @Nullable Object value) {
            Map<String, @Nullable Object> more = new LinkedHashMap<>(metadata);
            more.put(name, value);
            metadata = more;
            return this;
        }

        /** Sets the sentence to show instead of the one that the type's template makes. */
        public Builder message(@Nullable String message) {
            this.message = message;
            return this;
        }

        /** Sets the icon instead of the type's. */
        public Builder icon(@Nullable String icon) {
            this.icon = icon;
            return this;
        }

        /** Sets the colour instead of the type's. */
        public Builder color(@Nullable String color) {
            this.color = color;
            return this;
        }

        /** Sets whether it stands out; an important type makes all its events important. */
        public Builder important(boolean important) {
            this.important = important;
            return this;
        }

        /** Sets who may see it; none means everybody in the feed. */
        public Builder audience(String... audience) {
            this.audience = Set.of(audience);
            return this;
        }

        /** Sets the links to pictures and other files, at most 10. */
        public Builder media(List<MediaLink> media) {
            this.media = media;
            return this;
        }

        /**
         * Makes the event.
         *
         * @throws InvalidInputException if a field holds what it may not
         */
        public ActivityEvent build() {
            Instant now = Instant.now();
            return new ActivityEvent(
                    id == null ? TimeOrderedId.at(now) : id,
                    eventType,
                    actorId,
                    timestamp == null ? now : timestamp,
                    entityType,
                    entityId,
                    Metadata.copyOf(metadata),
                    actorName,
                    entityName,
                    entityUrl,
                    entityReference,
                    message,
                    icon,
                    color,
                    important,
                    audience,
                    Map.of(),
                    0,
                    media);
        }
    }
}

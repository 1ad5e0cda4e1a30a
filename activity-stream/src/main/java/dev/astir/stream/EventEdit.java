package dev.astir.stream;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different in an event; null leaves a field as it is. Who did what to what, when,
 * and who may see it, cannot be edited. The message is not made anew from its type's template.
 * Immutable.
 *
 * @param message the sentence for people, 1 to 4,000 characters
 * @param important whether it stands out
 * @param entityName the name of the thing; empty text takes it away
 * @param entityUrl where the thing can be looked at; empty text takes it away
 * @param metadata the whole JSON object that belongs to the event
 * @param media all links to pictures and other files, at most 10
 */
public record EventEdit(
        @Nullable String message,
        @Nullable Boolean important,
        @Nullable String entityName,
        @Nullable String entityUrl,
        @Nullable Map<String, Object> metadata,
        @Nullable List<MediaLink> media) {

    public EventEdit {
        message = Rules.message("message", message, Rules.MESSAGE);
        if (message != null && message.isBlank()) {
            throw new InvalidInputException(
                    "message", message, "1 to " + Rules.MESSAGE + " characters of text");
        }
        entityName = Rules.name("entityName", entityName);
        if (entityUrl != null && !entityUrl.isEmpty()) {
            entityUrl = Rules.url("entityUrl", entityUrl);
        }
        metadata = metadata == null ? null : Metadata.copyOf(metadata);
        media = media == null ? null : MediaLink.checked(media);
    }

    /** Starts an edit that leaves everything as it is. */
    public static Builder builder() {
        return new Builder();
    }

    /** The event with these differences. */
    public ActivityEvent applyTo(ActivityEvent event) {
        ActivityEvent.Builder edited = event.toBuilder();
        if (message != null) {
            edited.message(message);
        }
        if (important != null) {
            edited.important(important);
        }
        if (entityName != null) {
            edited.entityName(entityName.isEmpty() ? null : entityName);
        }
        if (entityUrl != null) {
            edited.entityUrl(entityUrl.isEmpty() ? null : entityUrl);
        }
        if (metadata != null) {
            edited.metadata(metadata);
        }
        if (media != null) {
            edited.media(media);
        }
        return edited.build().withCounts(event.reactions(), event.commentCount());
    }

    /** Collects what is to be different. Not thread-safe. */
    public static final class Builder {
        private @Nullable String message;
        private @Nullable Boolean important;
        private @Nullable String entityName;
        private @Nullable String entityUrl;
        private @Nullable Map<String, Object> metadata;
        private @Nullable List<MediaLink> media;

        private Builder() {}

        /** Sets the sentence for people. */
        public Builder message(@Nullable String message) {
            this.message = message;
            return this;
        }

        /** Sets whether it stands out. */
        public Builder important(@Nullable Boolean important) {
            this.important = important;
            return this;
        }

        /** Sets the name of the thing; empty text takes it away. */
        public Builder entityName(@Nullable String entityName) {
            this.entityName = entityName;
            return this;
        }

        /** Sets where the thing can be looked at; empty text takes it away. */
        public Builder entityUrl(@Nullable String entityUrl) {
            this.entityUrl = entityUrl;
            return this;
        }

        /** Sets the whole JSON object that belongs to the event. */
        public Builder metadata(@Nullable Map<String, Object> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Sets all links to pictures and other files. */
        public Builder media(@Nullable List<MediaLink> media) {
            this.media = media;
            return this;
        }

        /**
         * Makes the edit.
         *
         * @throws InvalidInputException if a field holds what it may not
         */
        public EventEdit build() {
            return new EventEdit(message, important, entityName, entityUrl, metadata, media);
        }
    }
}

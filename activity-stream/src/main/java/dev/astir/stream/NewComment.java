package dev.astir.stream;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment on its way to an event. Every field is checked; a refused one throws {@link
 * InvalidInputException}. Immutable.
 *
 * @param id a UUID of version 7; sending the same id again is harmless
 * @param author who says it
 * @param body plain text, 1 to 4,000 characters, not blank
 * @param parentId the comment that it answers, or null if it answers the event
 * @param mentions the ids of those whom it mentions, at most 50; the text is not searched for any
 */
public record NewComment(
        UUID id, Actor author, String body, @Nullable UUID parentId, List<String> mentions) {
    private static final int MENTIONS = 50;

    public NewComment {
        TimeOrderedId.checked(id);
        Objects.requireNonNull(author, "author");
        body = body(body);
        mentions = mentions(mentions);
    }

    /** A comment that answers the event itself. */
    public static NewComment of(Actor author, String body) {
        return builder(author, body).build();
    }

    /** Starts a comment. */
    public static Builder builder(Actor author, String body) {
        return new Builder(author, body);
    }

    static String body(String body) {
        String clean = Rules.clean(body);
        if (clean.isBlank() || clean.length() > Rules.MESSAGE) {
            throw new InvalidInputException(
                    "body", body, "1 to " + Rules.MESSAGE + " characters of text");
        }
        return clean;
    }

    static List<String> mentions(Collection<String> mentions) {
        if (mentions.size() > MENTIONS) {
            throw new InvalidInputException(
                    "mentions", mentions.size() + " ids", "at most " + MENTIONS);
        }
        Set<String> distinct = new LinkedHashSet<>();
        mentions.forEach(id -> distinct.add(Rules.key("mentions", id)));
        return List.copyOf(distinct);
    }

    /** Collects a comment's fields. Not thread-safe. */
    public static final class Builder {
        private final Actor author;
        private final String body;
        private @Nullable UUID id;
        private @Nullable UUID parentId;
        private List<String> mentions = List.of();

        private Builder(Actor author, String body) {
            this.author = author;
            this.body = body;
        }

        /** Sets the id, a UUID of version 7; without it one is made of the current time. */
        public Builder id(@Nullable UUID id) {
            this.id = id;
            return this;
        }

        /** Sets the comment that it answers; none means that it answers the event. */
        public Builder parent(@Nullable UUID parentId) {
            this.parentId = parentId;
            return this;
        }

        /** Sets whom it mentions, by their ids. */
        public Builder mentions(List<String> mentions) {
            this.mentions = mentions;
            return this;
        }

        /**
         * Makes the comment.
         *
         * @throws InvalidInputException if a field holds what it may not
         */
        public NewComment build() {
            return new NewComment(
                    id == null ? TimeOrderedId.at(Instant.now()) : id,
                    author,
                    body,
                    parentId,
                    mentions);
        }
    }
}

package dev.astir.stream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about an event. Immutable.
 *
 * @param id a UUID of version 7, unique within its event
 * @param eventId the event
 * @param parentId the comment that it answers, or null if it answers the event
 * @param depth 1 for an answer to the event, 2 for an answer to that, up to {@link #DEEPEST}
 * @param authorId who said it; null if it is deleted
 * @param authorName the name to show, or null
 * @param body plain text of at most 4,000 characters; empty if it is deleted
 * @param mentions the ids of those whom it mentions
 * @param createdAt when it was said, to the millisecond
 * @param editedAt when it was changed last, or null
 * @param deleted whether just the place is left, because there are answers to it
 */
public record Comment(
        UUID id,
        UUID eventId,
        @Nullable UUID parentId,
        int depth,
        @Nullable String authorId,
        @Nullable String authorName,
        String body,
        List<String> mentions,
        Instant createdAt,
        @Nullable Instant editedAt,
        boolean deleted) {

    /** How many levels a thread has at most; an answer to the deepest one is refused. */
    public static final int DEEPEST = 10;

    public Comment {
        mentions = List.copyOf(mentions);
    }
}

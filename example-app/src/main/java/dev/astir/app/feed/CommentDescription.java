package dev.astir.app.feed;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /openapi.json} says of the JSON of comments, which the stream writes by itself; tests
 * hold each answer against it. Nothing makes one of these records.
 */
final class CommentDescription {

    private CommentDescription() {}

    /**
     * A page of comments, the oldest first.
     *
     * @param next sent back as {@code after}; null on the last page
     */
    @Schema(name = "CommentPage")
    record Comments(List<Comment> items, @Nullable String next) {}

    /**
     * What somebody said about an event.
     *
     * @param parentId the comment that it answers; null where it answers the event
     * @param authorId who said it; null where it is deleted
     * @param body text, never markup; empty where it is deleted
     * @param mentions the ids of those whom it mentions
     * @param editedAt when it was changed last; null where it never was
     * @param deleted whether just the place is left, because it has answers
     * @param mine whether one said it oneself
     */
    @Schema(
            name = "Comment",
            example =
                    """
                    {"id": "019345c0-5b1e-7d3a-9f52-3b1c2d4e5f60",
                     "eventId": "019345b2-7c1e-7d3a-9f52-3b1c2d4e5f60", "parentId": null,
                     "authorId": "01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e02", "authorName": "Ada Admin",
                     "body": "Well done, @Jonas", "mentions": ["01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e03"],
                     "createdAt": "2026-11-23T09:31:00Z", "editedAt": null, "deleted": false,
                     "mine": true}\
                    """)
    record Comment(
            UUID id,
            UUID eventId,
            @Nullable UUID parentId,
            @Nullable String authorId,
            @Nullable String authorName,
            String body,
            List<String> mentions,
            Instant createdAt,
            @Nullable Instant editedAt,
            boolean deleted,
            boolean mine) {}

    /**
     * What one says.
     *
     * @param body text of at most 4,000 characters
     * @param parentId the comment that it answers; the event without one
     * @param mentions the ids of those whom it mentions
     */
    @Schema(name = "NewComment", example = "{\"body\": \"Well done\"}")
    record NewComment(
            @NotNull @Schema(maxLength = 4_000) String body,
            @Nullable UUID parentId,
            @Nullable List<String> mentions) {}

    /**
     * What one says in its place.
     *
     * @param body text of at most 4,000 characters
     * @param mentions the ids of those whom it mentions; those that it has, without any
     */
    @Schema(name = "CommentChange", example = "{\"body\": \"Well done, all of you\"}")
    record CommentChange(
            @NotNull @Schema(maxLength = 4_000) String body, @Nullable List<String> mentions) {}
}

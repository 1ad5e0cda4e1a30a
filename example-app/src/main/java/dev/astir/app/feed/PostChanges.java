package dev.astir.app.feed;

import dev.astir.app.identity.Identity;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Comment;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.rest.ChangeListener;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows when people change what they posted: what was said about it quotes it, so that
 * changes too; and an administrator who deletes another person's words is in the trail, with why.
 * The words themselves are not: they are gone. Thread-safe.
 */
final class PostChanges implements ChangeListener {

    private final Comments comments;
    private final Trail trail;

    PostChanges(Comments comments, Trail trail) {
        this.comments = comments;
        this.trail = trail;
    }

    @Override
    public void edited(FeedAccess editor, ActivityEvent after) {
        comments.quoteAnew(editor, after);
    }

    @Override
    public void deleted(FeedAccess editor, ActivityEvent before, @Nullable String reason) {
        comments.forget(editor, before);
        moderated(
                editor,
                "post.deleted",
                before.actorId(),
                Map.of("activityId", before.id(), "eventType", before.eventType()),
                reason);
    }

    @Override
    public void commentDeleted(FeedAccess editor, Comment before, @Nullable String reason) {
        moderated(
                editor,
                "comment.deleted",
                before.authorId(),
                Map.of("activityId", before.eventId(), "commentId", before.id()),
                reason);
    }

    private void moderated(
            FeedAccess editor,
            String action,
            @Nullable String author,
            Map<String, ?> about,
            @Nullable String reason) {
        if (author == null || author.equals(Objects.requireNonNull(editor.actor()).id())) {
            return;
        }
        Identity identity = (Identity) Objects.requireNonNull(editor.proof());
        Map<String, Object> details = new HashMap<>(about);
        if (reason != null) {
            details.put("reason", reason);
        }
        trail.changed(identity.caller().actor(), action, UUID.fromString(author), details);
    }
}

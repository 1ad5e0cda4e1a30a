package dev.astir.app.feed;

import dev.astir.app.identity.Identity;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Comment;
import dev.astir.stream.EventEdit;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.rest.ChangeListener;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows when people change what they posted: what was said about it quotes it, so that
 * changes too; and an administrator who edits or deletes another person's words is in the trail,
 * with why, before it is done. The words themselves are not. Thread-safe.
 */
final class PostChanges implements ChangeListener {

    private final Comments comments;
    private final Trail trail;

    PostChanges(Comments comments, Trail trail) {
        this.comments = comments;
        this.trail = trail;
    }

    @Override
    public void editing(FeedAccess editor, ActivityEvent before, EventEdit edit) {
        Map<String, Object> about = about(before);
        about.put("fields", fields(edit));
        moderated(editor, "post.edited", before.actorId(), about, null);
    }

    @Override
    public void edited(FeedAccess editor, ActivityEvent after) {
        comments.quoteAnew(editor, after);
    }

    @Override
    public void deleting(FeedAccess editor, ActivityEvent before, @Nullable String reason) {
        moderated(editor, "post.deleted", before.actorId(), about(before), reason);
    }

    @Override
    public void deleted(FeedAccess editor, ActivityEvent before) {
        comments.forget(editor, before);
    }

    @Override
    public void deletingComment(FeedAccess editor, Comment before, @Nullable String reason) {
        moderated(
                editor,
                "comment.deleted",
                before.authorId(),
                Map.of("activityId", before.eventId(), "commentId", before.id()),
                reason);
    }

    private static Map<String, Object> about(ActivityEvent event) {
        return new HashMap<>(Map.of("activityId", event.id(), "eventType", event.eventType()));
    }

    private static List<String> fields(EventEdit edit) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("message", edit.message());
        all.put("important", edit.important());
        all.put("entityName", edit.entityName());
        all.put("entityUrl", edit.entityUrl());
        all.put("metadata", edit.metadata());
        all.put("media", edit.media());
        return all.entrySet().stream()
                .filter(field -> field.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void moderated(
            FeedAccess editor,
            String action,
            @Nullable String author,
            Map<String, ?> about,
            @Nullable String reason) {
        if (Objects.requireNonNull(editor.actor()).id().equals(author)) {
            return;
        }
        Identity identity = (Identity) Objects.requireNonNull(editor.proof());
        Map<String, Object> details = new HashMap<>(about);
        if (reason != null) {
            details.put("reason", reason);
        }
        UUID person = author == null ? null : Audience.personId(author).orElse(null);
        trail.changed(identity.caller().actor(), action, person, details);
    }
}

package dev.astir.stream;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has somebody else do what {@link Conversations} promises. As thread-safe as that one. */
abstract class ForwardingConversations implements Conversations {

    /** Who does it. */
    abstract Conversations conversations();

    /** Somebody is about to read an event, or what is attached to it. */
    abstract void isAboutToRead(FeedReader reader, UUID id);

    @Override
    public final Outcome<ActivityEvent> edit(
            FeedReader reader, UUID id, EventEdit edit, Editor editor) {
        return conversations().edit(reader, id, edit, editor);
    }

    @Override
    public final Outcome<ActivityEvent> delete(FeedReader reader, UUID id, Editor editor) {
        return conversations().delete(reader, id, editor);
    }

    @Override
    public final Outcome<ActivityEvent> react(
            FeedReader reader, UUID id, Actor actor, String emoji) {
        isAboutToRead(reader, id);
        return conversations().react(reader, id, actor, emoji);
    }

    @Override
    public final Outcome<ActivityEvent> unreact(
            FeedReader reader, UUID id, String actorId, String emoji) {
        isAboutToRead(reader, id);
        return conversations().unreact(reader, id, actorId, emoji);
    }

    @Override
    public final Optional<List<Reaction>> reactions(FeedReader reader, UUID id) {
        isAboutToRead(reader, id);
        return conversations().reactions(reader, id);
    }

    @Override
    public final Map<UUID, List<String>> reactionsOf(
            FeedReader reader, String actorId, Collection<UUID> ids) {
        return conversations().reactionsOf(reader, actorId, ids);
    }

    @Override
    public final Outcome<Comment> comment(FeedReader reader, UUID id, NewComment comment) {
        return conversations().comment(reader, id, comment);
    }

    @Override
    public final Optional<CommentPage> comments(
            FeedReader reader, UUID id, @Nullable String cursor, int limit) {
        isAboutToRead(reader, id);
        return conversations().comments(reader, id, cursor, limit);
    }

    @Override
    public final Optional<Comment> findComment(FeedReader reader, UUID id, UUID commentId) {
        isAboutToRead(reader, id);
        return conversations().findComment(reader, id, commentId);
    }

    @Override
    public final Outcome<Comment> editComment(
            FeedReader reader, UUID id, UUID commentId, CommentEdit edit, Editor editor) {
        return conversations().editComment(reader, id, commentId, edit, editor);
    }

    @Override
    public final Outcome<Comment> deleteComment(
            FeedReader reader, UUID id, UUID commentId, Editor editor) {
        return conversations().deleteComment(reader, id, commentId, editor);
    }

    @Override
    public final Erasure eraseActor(String feed, String actorId, @Nullable String replacementName) {
        return conversations().eraseActor(feed, actorId, replacementName);
    }
}

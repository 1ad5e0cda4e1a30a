package dev.astir.stream;

import dev.astir.stream.ActivityStore.Committed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes events, and keeps what is attached to them. A change is one transaction: it takes an
 * offset of the event's feed, or stores nothing. Every method blocks, is thread-safe, and throws
 * {@link StreamException} when the storage does.
 */
public interface ConversationStore {

    /** Edits an event. */
    Applied<ActivityEvent> edit(FeedReader reader, UUID id, EventEdit edit, Editor editor);

    /** Empties an event and all that is attached to it, down to a tombstone. */
    Applied<ActivityEvent> delete(FeedReader reader, UUID id, Editor editor);

    /** Adds a reaction. */
    Applied<ActivityEvent> react(
            FeedReader reader, UUID id, Actor actor, String emoji, Instant now);

    /** Takes a reaction back. */
    Applied<ActivityEvent> unreact(FeedReader reader, UUID id, String actorId, String emoji);

    /** The first reactions to an event, oldest first, if the reader may see it. */
    Optional<List<Reaction>> reactions(FeedReader reader, UUID id, int limit);

    /** What one person reacted with, by event. */
    Map<UUID, List<String>> reactionsOf(FeedReader reader, String actorId, Collection<UUID> ids);

    /** Adds a comment. */
    Applied<Comment> comment(FeedReader reader, UUID id, NewComment comment, Instant now);

    /**
     * The comments that were added after an offset, oldest first, if the reader may see the event;
     * the cursor of the next page is the offset of this one's last.
     */
    Optional<CommentPage> comments(FeedReader reader, UUID id, long after, int limit);

    /** One comment, if the reader may see its event. */
    Optional<Comment> findComment(FeedReader reader, UUID id, UUID commentId);

    /** Edits a comment. */
    Applied<Comment> editComment(
            FeedReader reader,
            UUID id,
            UUID commentId,
            CommentEdit edit,
            Editor editor,
            Instant now);

    /** Deletes a comment; where there are answers to it, its place is left. */
    Applied<Comment> deleteComment(FeedReader reader, UUID id, UUID commentId, Editor editor);

    /**
     * Takes a person out of a feed.
     *
     * @param afterCommit is told what each transaction changed, in the order of offsets
     */
    Erasure erase(
            String feed,
            String actorId,
            @Nullable String replacementName,
            Consumer<List<Committed>> afterCommit);

    /**
     * What became of a change, and what subscribers are to hear of it.
     *
     * @param outcome for the caller
     * @param committed for the hub; null if nothing was stored
     */
    record Applied<T>(Outcome<T> outcome, @Nullable Committed committed) {

        /** A change that was stored. */
        public static <T> Applied<T> changed(T value, Committed committed) {
            return new Applied<>(new Outcome.Done<>(value, committed.position(), true), committed);
        }

        /** A change that was one no more. */
        public static <T> Applied<T> unchanged(T value, StreamPosition position) {
            return new Applied<>(new Outcome.Done<>(value, position, false), null);
        }

        /** Nothing to change. */
        public static <T> Applied<T> notFound() {
            return new Applied<>(new Outcome.NotFound<>(), null);
        }

        /** Somebody else's. */
        public static <T> Applied<T> forbidden(@Nullable String authorId) {
            return new Applied<>(new Outcome.Forbidden<>(authorId), null);
        }
    }
}

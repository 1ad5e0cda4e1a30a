package dev.astir.stream;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people do with events once they are there. {@link ActivityStream} is one.
 *
 * <p>Every method blocks, and all but {@link #eraseActor} are bound to the reader's feed and
 * audiences: what a reader may not see does not exist. Every change takes an offset of the feed,
 * and reaches the subscribers like a new event; a change that changes nothing takes none, and is no
 * error. Who may edit or delete is the caller's business, see {@link Editor}. Everything throws
 * {@link InvalidInputException} for a value that is refused, and {@link StreamException} if the
 * storage fails. Thread-safe.
 */
public interface Conversations {

    /** How many different emojis an event has at most. */
    int MOST_EMOJIS = 50;

    /** How many single reactions {@link #reactions} returns at most. */
    int MOST_REACTIONS = 1_000;

    /** Edits an event; page, search and filters see it as it is now. */
    Outcome<ActivityEvent> edit(FeedReader reader, UUID id, EventEdit edit, Editor editor);

    /** Edits an event, whoever its actor is: the caller has decided. */
    default Outcome<ActivityEvent> edit(FeedReader reader, UUID id, EventEdit edit) {
        return edit(reader, id, edit, Editor.anybody());
    }

    /**
     * Deletes an event with its reactions and comments. What is left says to subscribers that it is
     * gone, and nothing else: no text, no names.
     *
     * @return the event as it was
     */
    Outcome<ActivityEvent> delete(FeedReader reader, UUID id, Editor editor);

    /** Deletes an event, whoever its actor is: the caller has decided. */
    default Outcome<ActivityEvent> delete(FeedReader reader, UUID id) {
        return delete(reader, id, Editor.anybody());
    }

    /**
     * Adds a reaction.
     *
     * @param emoji one emoji; an event has at most {@link #MOST_EMOJIS} different ones
     * @return the event with its reactions
     */
    Outcome<ActivityEvent> react(FeedReader reader, UUID id, Actor actor, String emoji);

    /**
     * Takes a reaction back.
     *
     * @return the event with its reactions
     */
    Outcome<ActivityEvent> unreact(FeedReader reader, UUID id, String actorId, String emoji);

    /**
     * Who reacted with what, oldest first, the first {@link #MOST_REACTIONS}; empty if there is no
     * such event for this reader.
     */
    Optional<List<Reaction>> reactions(FeedReader reader, UUID id);

    /**
     * What one person reacted with, for the events of a page; without those that have none.
     *
     * @param ids at most {@link ActivityStream#LARGEST_PAGE} events
     */
    Map<UUID, List<String>> reactionsOf(FeedReader reader, String actorId, Collection<UUID> ids);

    /**
     * Adds a comment. Nobody is notified: a caller who wants that publishes an event to those whom
     * the comment mentions. A comment that is there already, by its id, is returned as it is.
     */
    Outcome<Comment> comment(FeedReader reader, UUID id, NewComment comment);

    /**
     * A page of an event's comments, oldest first; empty if there is no such event for this reader.
     *
     * @param cursor {@link CommentPage#next()} of the page before, or null for the first page
     * @param limit 1 to {@link ActivityStream#LARGEST_PAGE}
     */
    Optional<CommentPage> comments(FeedReader reader, UUID id, @Nullable String cursor, int limit);

    /** One comment, if the reader may see its event; also the empty place of a deleted one. */
    Optional<Comment> findComment(FeedReader reader, UUID id, UUID commentId);

    /**
     * Edits a comment.
     *
     * @param editor compared with the comment's author
     */
    Outcome<Comment> editComment(
            FeedReader reader, UUID id, UUID commentId, CommentEdit edit, Editor editor);

    /**
     * Deletes a comment. Where there are answers to it an empty place is left, so that the thread
     * holds; it goes with the last of the answers.
     *
     * @param editor compared with the comment's author
     * @return the comment as it was
     */
    Outcome<Comment> deleteComment(FeedReader reader, UUID id, UUID commentId, Editor editor);

    /**
     * Takes a person out of a feed, whoever may see what: their events are deleted, their comments
     * and reactions removed, and nobody mentions them any more. Events that were written in a
     * caller's transaction and have no position yet, or were set aside, go as well. Where there are
     * answers to a comment of theirs, its empty place is left. In many short transactions, each of
     * which reaches the subscribers; after a failure, call it again. Reads the whole feed once.
     *
     * <p>What is stored afterwards is not found: an event that is still being published, or written
     * in a transaction that is still open. Keep the person from acting first, or call it again.
     *
     * <p>What others wrote stays: a name in a text of theirs, and events about the person, which
     * {@link EventFilter#entityId} finds.
     *
     * @param replacementName the name to show in such an empty place, or null
     */
    Erasure eraseActor(String feed, String actorId, @Nullable String replacementName);
}

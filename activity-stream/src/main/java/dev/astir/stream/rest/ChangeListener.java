package dev.astir.stream.rest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Comment;
import dev.astir.stream.EventEdit;
import dev.astir.stream.feed.FeedAccess;
import org.jspecify.annotations.Nullable;

/**
 * Hears of what people change by REST of what is there: before, when what it throws keeps the
 * change from being made, and once it is stored, when what it throws is answered as a failure,
 * though the change stays. What it heard of before may come to nothing still, since somebody else
 * was quicker or the storage failed. Implementations are thread-safe.
 */
public interface ChangeListener {

    /** Hears nothing. */
    ChangeListener NONE = new ChangeListener() {};

    /** An event is about to say something else. */
    default void editing(FeedAccess editor, ActivityEvent before, EventEdit edit) {}

    /** An event says something else now. */
    default void edited(FeedAccess editor, ActivityEvent after) {}

    /**
     * An event is about to go.
     *
     * @param reason why, in the words of who deletes it; null where they do not say
     */
    default void deleting(FeedAccess editor, ActivityEvent before, @Nullable String reason) {}

    /**
     * An event is gone.
     *
     * @param before the event as it was
     */
    default void deleted(FeedAccess editor, ActivityEvent before) {}

    /**
     * A comment is about to go.
     *
     * @param reason why, in the words of who deletes it; null where they do not say
     */
    default void deletingComment(FeedAccess editor, Comment before, @Nullable String reason) {}
}

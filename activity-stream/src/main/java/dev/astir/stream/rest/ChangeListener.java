package dev.astir.stream.rest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Comment;
import dev.astir.stream.feed.FeedAccess;
import org.jspecify.annotations.Nullable;

/**
 * Hears of what people changed by REST of what was there, once that is stored. What a listener
 * throws is answered as a failure, though the change stays. Implementations are thread-safe.
 */
public interface ChangeListener {

    /** Hears nothing. */
    ChangeListener NONE = new ChangeListener() {};

    /** An event says something else now. */
    default void edited(FeedAccess editor, ActivityEvent after) {}

    /**
     * An event is gone.
     *
     * @param before the event as it was
     * @param reason why, in the words of who deleted it; null where they did not say
     */
    default void deleted(FeedAccess editor, ActivityEvent before, @Nullable String reason) {}

    /**
     * A comment is gone.
     *
     * @param before the comment as it was
     * @param reason why, in the words of who deleted it; null where they did not say
     */
    default void commentDeleted(FeedAccess editor, Comment before, @Nullable String reason) {}
}

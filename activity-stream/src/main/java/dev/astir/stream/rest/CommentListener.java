package dev.astir.stream.rest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Comment;
import dev.astir.stream.feed.FeedAccess;

/**
 * Hears of comments that were written by REST, after the commit: to publish an event, or to tell
 * whoever is mentioned. Called on the request's thread; its exceptions are logged and do not change
 * the answer. Must be thread-safe.
 */
@FunctionalInterface
public interface CommentListener {

    /** Somebody commented. */
    void commented(FeedAccess author, ActivityEvent event, Comment comment);
}

package dev.astir.stream;

import java.util.List;

/**
 * Hears what somebody is about to read of a feed: a page, one event, a piece of a file. For an
 * embedder who owes people an account of who saw what of them. Called before anything is answered,
 * on the reader's thread or one of the stream's; what it throws is thrown to the reader, who then
 * reads nothing. Must be thread-safe.
 */
@FunctionalInterface
public interface ReadListener {

    /** Somebody is about to read these. */
    void reads(FeedReader reader, List<ActivityEvent> events);
}

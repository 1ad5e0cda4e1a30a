package dev.astir.stream;

import java.util.List;
import java.util.Set;

/**
 * Hears what somebody is about to read of a feed: a page, one event or what is attached to it, a
 * piece of a file; and of what a subscription catches up with, whatever is not for everybody. For
 * an embedder who owes people an account of who saw what of them. What comes live, after that, is
 * not told: whoever connects is known to the {@link dev.astir.stream.feed.FeedAuthenticator}.
 *
 * <p>Called before anything is answered, on the reader's thread or one of the stream's; what it
 * throws is thrown to the reader, who then reads nothing. A subscription waits, and the listener is
 * asked again. Must be thread-safe, and may block.
 */
@FunctionalInterface
public interface ReadListener {

    /** Nobody listens. */
    ReadListener NONE = (reader, events) -> {};

    /** Somebody is about to read these. */
    void reads(FeedReader reader, List<ActivityEvent> events);

    /**
     * Somebody is about to read how many events there are, among them some of these actors that are
     * not for everybody: counts of a short time tell when something happened.
     *
     * @param actors at most {@link ActivityStream#MOST_ACTORS}
     */
    default void counts(FeedReader reader, Set<String> actors) {}
}

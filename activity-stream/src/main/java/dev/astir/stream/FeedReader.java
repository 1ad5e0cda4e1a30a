package dev.astir.stream;

import java.util.Collection;
import java.util.Set;

/**
 * Who reads, as far as the stream cares: one feed, and the audiences that the reader belongs to. An
 * event without audience is for everybody in its feed; another one only for readers who share one
 * of its audiences. Immutable.
 *
 * @param feed the feed's name
 * @param audiences for example {@code managers} and {@code user:42}; up to 100,000, so that a
 *     reader may have one for each person whom they may see
 */
public record FeedReader(String feed, Set<String> audiences) {

    public FeedReader {
        feed = Rules.feed(feed);
        audiences = Rules.audiencesOfReader(audiences);
    }

    /** A reader who sees just what is for everybody in the feed. */
    public static FeedReader of(String feed) {
        return new FeedReader(feed, Set.of());
    }

    /** Whether this reader may see something with this audience; empty means everybody. */
    public boolean sees(Collection<String> audience) {
        if (audience.isEmpty()) {
            return true;
        }
        for (String one : audience) {
            if (audiences.contains(one)) {
                return true;
            }
        }
        return false;
    }
}

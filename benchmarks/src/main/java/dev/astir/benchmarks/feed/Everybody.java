package dev.astir.benchmarks.feed;

import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets everybody read one feed. Thread-safe.
 *
 * @param feed the feed
 */
record Everybody(String feed) implements FeedAuthenticator {
    @Override
    public Admission authenticate(FeedRequest request, @Nullable String token) {
        return Admission.granted(FeedAccess.of("reader", feed, Set.of()));
    }

    @Override
    public Admission refresh(FeedAccess current, String token) {
        return Admission.granted(current);
    }
}

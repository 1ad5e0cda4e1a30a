package dev.astir.benchmarks.feed;

import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.micronaut.Admission;
import dev.astir.stream.micronaut.FeedAuthenticator;
import io.micronaut.http.HttpRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets everybody read one feed. Thread-safe.
 *
 * @param feed the feed
 */
record Everybody(String feed) implements FeedAuthenticator {
    @Override
    public Admission authenticate(HttpRequest<?> request, @Nullable String token) {
        return Admission.granted(FeedAccess.of("reader", feed, Set.of()));
    }

    @Override
    public Admission refresh(FeedAccess current, String token) {
        return Admission.granted(current);
    }
}

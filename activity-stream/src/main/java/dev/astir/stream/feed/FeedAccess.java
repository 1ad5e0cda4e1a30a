package dev.astir.stream.feed;

import dev.astir.stream.FeedReader;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a connection may do, as the embedder's authentication found. Immutable.
 *
 * @param identity who it is; connections are closed by it, see {@link FeedHub#closeIdentity}
 * @param reader the feed that it reads, and its audiences
 * @param expiresAt when the credentials end, or null if they do not
 */
public record FeedAccess(String identity, FeedReader reader, @Nullable Instant expiresAt) {

    /** Access to one feed with some audiences, without end. */
    public static FeedAccess of(String identity, String feed, Set<String> audiences) {
        return new FeedAccess(identity, new FeedReader(feed, audiences), null);
    }

    /** The same, until a time. */
    public FeedAccess until(@Nullable Instant expiresAt) {
        return new FeedAccess(identity, reader, expiresAt);
    }

    /** The feed that it reads. */
    public String feed() {
        return reader.feed();
    }
}

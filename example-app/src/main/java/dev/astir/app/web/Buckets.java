package dev.astir.app.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Where what is left of {@link RateLimit}s is kept. Implementations are thread-safe. */
public interface Buckets {

    /**
     * Takes one of what is left of the limit for a key; all of it is, when the key is new. Does not
     * block.
     *
     * @param digest of the key: of one length, and nobody's address or e-mail is kept
     * @return how long until there is one; zero if one was taken; never fails
     */
    CompletableFuture<Duration> take(RateLimit limit, String digest);

    /** Gives one back that was taken. Does not block. */
    void giveBack(RateLimit limit, String digest);
}

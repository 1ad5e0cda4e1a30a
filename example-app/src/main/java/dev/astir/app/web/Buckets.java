package dev.astir.app.web;

import java.util.concurrent.CompletableFuture;

/** Where what is left of {@link RateLimit}s is kept. Implementations are thread-safe. */
public interface Buckets {

    /**
     * Takes one of what is left of the limit for a key; all of it is, when the key is new. Does not
     * block.
     *
     * @param digest of the key: of one length, and nobody's address or e-mail is kept
     * @return what came of it; never fails
     */
    CompletableFuture<Taken> take(RateLimit limit, String digest);

    /** Gives one back that was taken. Does not block. */
    void giveBack(RateLimit limit, String digest);
}

package dev.astir.app.web;

import io.github.bucket4j.Bucket;

/** Where what is left of {@link RateLimit}s is kept. Implementations are thread-safe. */
public interface Buckets {

    /**
     * What is left of the limit for a key; all of it, when the key is new.
     *
     * @param digest of the key: of one length, and nobody's address or e-mail is kept
     */
    Bucket bucket(RateLimit limit, String digest);
}

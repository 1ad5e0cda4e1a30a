package dev.astir.app.limits;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Buckets of tokens by key, each of which a request takes one from. Thread-safe. */
interface Tokens {

    /**
     * Takes a token from a bucket, which is full when it was not used for long. Does not block.
     *
     * @return how long to wait until there is one; zero if one was taken; never fails
     */
    CompletableFuture<Duration> take(String key, BucketConfiguration bucket);
}

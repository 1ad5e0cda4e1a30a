package dev.astir.app.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.platform.Background;
import dev.astir.app.platform.RedisAddress;
import dev.astir.app.platform.Settings;
import dev.astir.app.web.Buckets;
import dev.astir.app.web.NodeBuckets;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import dev.astir.app.web.Taken;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.micronaut.context.annotation.Primary;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets that all nodes share in Redis, where the settings name one; else the node's own. While
 * Redis is away, or does not answer in {@link #LONGEST}, the node's own count instead: then each
 * node allows as much as all do together. Of a limit of at least {@value #PARTS} a part is taken
 * without asking, so that most requests cost no round trip; several nodes may so allow a part each
 * too much. Thread-safe.
 */
@Singleton
@Primary
final class SharedBuckets implements Buckets {

    /** What Redis may take for one answer. */
    static final Duration LONGEST = Duration.ofMillis(50);

    /** After a failure Redis is not asked for so long. */
    static final Duration REST = Duration.ofSeconds(1);

    static final int PARTS = 25;

    private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);
    private static final Duration PART_KNOWN = Duration.ofMillis(500);
    private static final int KNOWN = 100_000;

    private final Buckets node;
    private final @Nullable RedisAddress address;
    private final Duration longest;
    private final Executor background;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final AtomicLong restUntilNanos = new AtomicLong(System.nanoTime());

    /** What is taken without asking belongs to a proxy. */
    private final Cache<String, AsyncBucketProxy> proxies =
            Caffeine.newBuilder()
                    .maximumSize(KNOWN)
                    .expireAfterAccess(Duration.ofMinutes(2))
                    .build();

    private volatile @Nullable RedisLink link;
    private volatile boolean closed;

    @Inject
    SharedBuckets(@Named(NodeBuckets.NAME) Buckets node, Settings settings, Background background) {
        this(node, settings.redis().orElse(null), LONGEST, background);
    }

    SharedBuckets(
            Buckets node, @Nullable RedisAddress address, Duration longest, Executor background) {
        this.node = node;
        this.address = address;
        this.longest = longest;
        this.background = background;
        connectSoon();
    }

    @Override
    public CompletableFuture<Taken> take(RateLimit limit, String digest) {
        AsyncProxyManager<String> redis = redis();
        if (redis == null) {
            return node.take(limit, digest);
        }
        CompletableFuture<Taken> shared;
        try {
            shared =
                    proxy(redis, limit, digest)
                            .tryConsumeAndReturnRemaining(1)
                            .thenApply(Taken::of);
        } catch (RuntimeException e) {
            shared = CompletableFuture.failedFuture(e);
        }
        if (shared.isDone() && !shared.isCompletedExceptionally()) {
            return shared;
        }
        return shared.orTimeout(longest.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyCompose(failure -> {
                    rest(failure);
                    return node.take(limit, digest);
                });
    }

    @Override
    public void giveBack(RateLimit limit, String digest) {
        AsyncProxyManager<String> redis = redis();
        if (redis == null) {
            node.giveBack(limit, digest);
            return;
        }
        try {
            var unused =
                    proxy(redis, limit, digest)
                            .addTokens(1)
                            .whenComplete((given, failure) -> {
                                if (failure != null) {
                                    rest(failure);
                                }
                            });
        } catch (RuntimeException e) {
            rest(e);
        }
    }

    /** Null while the node's own buckets count. */
    private @Nullable AsyncProxyManager<String> redis() {
        if (address == null || System.nanoTime() - restUntilNanos.get() < 0) {
            return null;
        }
        RedisLink current = link;
        if (current == null) {
            connectSoon();
            return null;
        }
        return current.buckets();
    }

    private AsyncBucketProxy proxy(
            AsyncProxyManager<String> redis, RateLimit limit, String digest) {
        return proxies.get(
                "astir:limit:" + limit.name() + ":" + digest,
                key -> {
                    BucketConfiguration bucket =
                            BucketConfiguration.builder()
                                    .addLimit(RateLimits.bandwidth(limit))
                                    .build();
                    long part = limit.capacity() / PARTS;
                    return part == 0
                            ? redis.builder().build(key, bucket)
                            : redis.builder()
                                    .withOptimization(
                                            Optimizations.delaying(
                                                    new DelayParameters(part, PART_KNOWN)))
                                    .build(key, bucket);
                });
    }

    private void rest(Throwable failure) {
        restUntilNanos.set(System.nanoTime() + REST.toNanos());
        LOG.debug("Redis does not count; this node does, for {}", REST, failure);
    }

    private void connectSoon() {
        if (address != null && !closed && connecting.compareAndSet(false, true)) {
            background.execute(() -> connect(address));
        }
    }

    private void connect(RedisAddress to) {
        try {
            RedisLink connected = RedisLink.connect(to);
            link = connected;
            if (closed) {
                connected.close();
            }
        } catch (RuntimeException e) {
            rest(e);
        } finally {
            connecting.set(false);
        }
    }

    /** Whether Redis counts now. */
    boolean isShared() {
        return redis() != null;
    }

    @PreDestroy
    void close() {
        closed = true;
        RedisLink current = link;
        if (current != null) {
            current.close();
        }
    }
}

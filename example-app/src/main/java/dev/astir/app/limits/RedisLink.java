package dev.astir.app.limits;

import dev.astir.app.platform.RedisAddress;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;

/**
 * A connection to Redis for buckets, which comes back by itself, and refuses at once while it is
 * away. Thread-safe.
 *
 * @param buckets those that are in Redis
 */
record RedisLink(
        AbstractRedisClient client,
        StatefulConnection<String, byte[]> connection,
        AsyncProxyManager<String> buckets)
        implements AutoCloseable {

    private static final RedisCodec<String, byte[]> CODEC =
            RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);

    /** A bucket that is full is as one that is not there. */
    private static final ExpirationAfterWriteStrategy WHEN_FULL =
            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                    Duration.ofSeconds(10));

    /**
     * Connects; blocks.
     *
     * @throws RuntimeException when that cannot be done
     */
    static RedisLink connect(RedisAddress address) {
        return address.isCluster() ? cluster(address) : single(address);
    }

    private static RedisLink single(RedisAddress address) {
        RedisClient client = RedisClient.create(address.nodes().getFirst());
        try {
            client.setOptions(
                    ClientOptions.builder()
                            .disconnectedBehavior(
                                    ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                            .build());
            StatefulRedisConnection<String, byte[]> connection = client.connect(CODEC);
            return of(client, connection, Bucket4jLettuce.casBasedBuilder(connection));
        } catch (RuntimeException e) {
            shutdown(client);
            throw e;
        }
    }

    private static RedisLink cluster(RedisAddress address) {
        RedisClusterClient client = RedisClusterClient.create(address.nodes());
        try {
            client.setOptions(
                    ClusterClientOptions.builder()
                            .disconnectedBehavior(
                                    ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                            .topologyRefreshOptions(
                                    ClusterTopologyRefreshOptions.builder()
                                            .enableAllAdaptiveRefreshTriggers()
                                            .build())
                            .build());
            StatefulRedisClusterConnection<String, byte[]> connection = client.connect(CODEC);
            return of(client, connection, Bucket4jLettuce.casBasedBuilder(connection));
        } catch (RuntimeException e) {
            shutdown(client);
            throw e;
        }
    }

    private static RedisLink of(
            AbstractRedisClient client,
            StatefulConnection<String, byte[]> connection,
            Bucket4jLettuce.LettuceBasedProxyManagerBuilder<String> buckets) {
        return new RedisLink(
                client, connection, buckets.expirationAfterWrite(WHEN_FULL).build().asAsync());
    }

    private static void shutdown(AbstractRedisClient client) {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        connection.close();
        shutdown(client);
    }
}

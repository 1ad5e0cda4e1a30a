package dev.astir.stream.bus.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/** Makes the bus's connections, whatever kind of Redis there is. Blocks. Thread-safe. */
@FunctionalInterface
interface RedisConnector {

    /** Connects. */
    RedisConnections connect();

    static RedisConnector of(RedisClient client) {
        return () -> {
            StatefulRedisPubSubConnection<String, String> subscriber =
                    client.connectPubSub(StringCodec.UTF8);
            try {
                StatefulRedisConnection<String, String> publisher =
                        client.connect(StringCodec.UTF8);
                return new RedisConnections(subscriber, publisher, publisher.async());
            } catch (RuntimeException e) {
                subscriber.closeAsync();
                throw e;
            }
        };
    }

    static RedisConnector of(RedisClusterClient client) {
        return () -> {
            StatefulRedisPubSubConnection<String, String> subscriber =
                    client.connectPubSub(StringCodec.UTF8);
            try {
                StatefulRedisClusterConnection<String, String> publisher =
                        client.connect(StringCodec.UTF8);
                return new RedisConnections(subscriber, publisher, publisher.async());
            } catch (RuntimeException e) {
                subscriber.closeAsync();
                throw e;
            }
        };
    }
}

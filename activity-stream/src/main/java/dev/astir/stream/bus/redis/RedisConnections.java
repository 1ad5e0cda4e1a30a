package dev.astir.stream.bus.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/**
 * The bus's two connections. Immutable.
 *
 * @param subscriber takes what others publish
 * @param publisher publishes
 * @param publishing the commands of the publisher
 */
record RedisConnections(
        StatefulRedisPubSubConnection<String, String> subscriber,
        StatefulConnection<String, String> publisher,
        BaseRedisAsyncCommands<String, String> publishing) {

    /** Whether there is a Redis at the other end of both; Lettuce may be about to find one. */
    boolean areOpen() {
        return subscriber.isOpen() && publisher.isOpen();
    }

    void close() {
        subscriber.closeAsync();
        publisher.closeAsync();
    }
}

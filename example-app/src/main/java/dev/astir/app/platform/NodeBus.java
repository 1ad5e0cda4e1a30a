package dev.astir.app.platform;

import dev.astir.stream.bus.FeedBus;
import dev.astir.stream.bus.InProcessBus;
import dev.astir.stream.bus.MessageBus;
import dev.astir.stream.bus.postgres.PostgresBus;
import dev.astir.stream.bus.redis.RedisBus;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the app's nodes wake each other: by Redis where the settings name one, else by the database
 * that they share. A database of the app's own has one node alone. Thread-safe.
 */
@Singleton
public final class NodeBus {

    private static final Duration TOPOLOGY = Duration.ofMinutes(1);

    private final FeedBus bus;
    private final @Nullable AbstractRedisClient redis;

    NodeBus(Settings settings, DirectConnections connections) {
        RedisAddress address = settings.redis().orElse(null);
        if (address == null) {
            redis = null;
            bus =
                    settings.database().isPresent()
                            ? PostgresBus.of(connections.dataSource())
                            : new InProcessBus();
        } else if (address.isCluster()) {
            RedisClusterClient client = RedisClusterClient.create(address.nodes());
            client.setOptions(
                    ClusterClientOptions.builder()
                            .topologyRefreshOptions(
                                    ClusterTopologyRefreshOptions.builder()
                                            .enablePeriodicRefresh(TOPOLOGY)
                                            .enableAllAdaptiveRefreshTriggers()
                                            .build())
                            .build());
            redis = client;
            bus = RedisBus.of(client);
        } else {
            RedisClient client = RedisClient.create(address.nodes().getFirst());
            redis = client;
            bus = RedisBus.of(client);
        }
    }

    /** What the stream hears and tells the other nodes by. */
    public FeedBus bus() {
        return bus;
    }

    /** Whether this node hears the others now; a node that is alone always does. */
    public boolean isConnected() {
        return !(bus instanceof MessageBus messages) || messages.isConnected();
    }

    @PreDestroy
    void close() {
        if (bus instanceof MessageBus messages) {
            messages.close();
        }
        if (redis != null) {
            redis.shutdown();
        }
    }
}

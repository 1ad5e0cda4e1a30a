package dev.astir.app.presence;

import dev.astir.testing.redis.RedisClusterProcesses;
import io.lettuce.core.api.sync.RedisKeyCommands;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A real Redis Cluster. */
class RedisClusterPresenceStoreTest extends RedisStoreContractTest {

    private static RedisClusterProcesses redis;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisClusterProcesses.start();
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
    }

    @Override
    String address() {
        return redis.masters().stream()
                .map(master -> master.url().replaceFirst("^redis://", ""))
                .collect(Collectors.joining(",", "redis://", ""));
    }

    @Override
    RedisKeyCommands<String, String> keys() {
        return redis.commands();
    }

    @Override
    PresenceTime time() {
        return PresenceTime.inRedis(redis.commands());
    }
}

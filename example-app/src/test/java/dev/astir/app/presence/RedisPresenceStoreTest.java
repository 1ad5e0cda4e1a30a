package dev.astir.app.presence;

import dev.astir.testing.redis.RedisProcess;
import io.lettuce.core.api.sync.RedisKeyCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A single real Redis. */
class RedisPresenceStoreTest extends RedisStoreContractTest {

    private static RedisProcess redis;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
    }

    @Override
    String address() {
        return redis.url();
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

package dev.astir.stream.bus.redis;

import dev.astir.stream.bus.MessageBus;
import dev.astir.stream.bus.MessageBusContractTest;
import dev.astir.testing.redis.RedisProcess;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The bus on a single real Redis. */
class RedisBusTest extends MessageBusContractTest {
    private static RedisProcess redis;
    private static RedisClient client;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisProcess.start();
        client = RedisClient.create(redis.uri());
    }

    @AfterAll
    static void stop() throws Exception {
        client.shutdown();
        redis.close();
    }

    @Override
    protected MessageBus open() {
        return RedisBus.of(client);
    }

    @Override
    protected void breakDown() throws Exception {
        redis.kill();
    }

    @Override
    protected void mend() throws Exception {
        redis.startAgain();
    }

    @Override
    protected void sendByHand(String message) {
        redis.commands().publish(RedisBus.DEFAULT_CHANNEL, message);
    }
}

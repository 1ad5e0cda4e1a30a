package dev.astir.stream.bus.redis;

import static org.awaitility.Awaitility.await;

import dev.astir.stream.bus.Heard;
import dev.astir.stream.bus.MessageBus;
import dev.astir.stream.bus.MessageBusContractTest;
import dev.astir.testing.redis.RedisClusterProcesses;
import dev.astir.testing.redis.RedisProcess;
import io.lettuce.core.cluster.RedisClusterClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bus on a real Redis Cluster. */
class RedisClusterBusTest extends MessageBusContractTest {
    private static RedisClusterProcesses cluster;
    private static RedisClusterClient client;

    @BeforeAll
    static void start() throws Exception {
        cluster = RedisClusterProcesses.start();
        client = RedisClusterClient.create(cluster.masters().get(0).uri());
    }

    @AfterAll
    static void stop() throws Exception {
        client.shutdown();
        cluster.close();
    }

    @Override
    protected MessageBus open() {
        return RedisBus.of(client);
    }

    @Override
    protected void breakDown() throws Exception {
        cluster.kill();
    }

    @Override
    protected void mend() throws Exception {
        cluster.startAgain();
    }

    @Override
    protected void sendByHand(String message) {
        cluster.masters().get(1).commands().publish(RedisBus.DEFAULT_CHANNEL, message);
    }

    @Test
    void wakesNodesWhicheverMasterTheyKnow() {
        Heard heard = new Heard();
        for (RedisProcess master : cluster.masters()) {
            RedisClusterClient other = RedisClusterClient.create(master.uri());
            try (MessageBus bus = RedisBus.builder(other).channel("another").build()) {
                await().until(bus::isConnected);
                bus.listen(heard);
                try (MessageBus sender = RedisBus.builder(client).channel("another").build()) {
                    String feed = "by " + master.port();
                    sender.announce(Map.of(feed, at(1)));
                    heard.await(Map.of(feed, at(1)));
                }
            } finally {
                other.shutdown();
            }
        }
    }
}

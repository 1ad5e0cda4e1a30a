package dev.astir.stream.bus.redis;

import static org.awaitility.Awaitility.await;

import dev.astir.testing.redis.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import redis.embedded.RedisSentinel;

/** A real Redis, one that follows it, and a Sentinel that alone decides which of them leads. */
final class RedisSentinelProcesses implements AutoCloseable {
    private static final String NAME = "main";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final RedisProcess first;
    private final RedisProcess second;
    private final Path directory = Files.createTempDirectory("astir-sentinel");
    private final RedisSentinel sentinel;
    private final RedisClient client;
    private final StatefulRedisSentinelConnection<String, String> connection;

    private RedisSentinelProcesses() throws IOException {
        first = RedisProcess.start();
        second = RedisProcess.start("replicaof 127.0.0.1 " + first.port());
        // The Sentinel looks when it starts, and then after ten seconds.
        await().atMost(LONGEST).until(() -> second.replication().contains("link_status:up"));
        sentinel =
                RedisSentinel.newRedisSentinel()
                        .executableProvider(RedisProcess.executable(directory))
                        .bind("127.0.0.1")
                        .port(RedisProcess.freePort())
                        .masterName(NAME)
                        .masterPort(first.port())
                        .quorumSize(1)
                        .downAfterMilliseconds(500L)
                        .failOverTimeout(2_000L)
                        .onShutdownForceStop(true)
                        .build();
        sentinel.start();
        client = RedisClient.create();
        connection = client.connectSentinel(RedisURI.create("127.0.0.1", sentinel.ports().get(0)));
        awaitReplica();
    }

    static RedisSentinelProcesses start() throws IOException {
        return new RedisSentinelProcesses();
    }

    /** As an embedder writes it. */
    String uri() {
        return "redis-sentinel://127.0.0.1:" + sentinel.ports().get(0) + "#" + NAME;
    }

    /** Kills the one that leads, and waits until the other one does. */
    void killLeader() throws IOException {
        RedisProcess before = leader();
        before.kill();
        awaitLeaderOtherThan(before);
    }

    private void awaitLeaderOtherThan(RedisProcess before) {
        RedisProcess other = before == first ? second : first;
        await().atMost(LONGEST)
                .until(() -> leader() == other && other.replication().contains("role:master"));
    }

    /** Waits until so many listen where they should. */
    void awaitListeners(long count) {
        await().atMost(LONGEST)
                .until(() ->
                        leader().commands()
                                        .pubsubNumsub(RedisBus.DEFAULT_CHANNEL)
                                        .get(RedisBus.DEFAULT_CHANNEL)
                                == count);
    }

    /** What the Sentinel says. */
    private RedisProcess leader() {
        String port = connection.sync().master(NAME).get("port");
        return port.equals(String.valueOf(first.port())) ? first : second;
    }

    /** Waits until the Sentinel knows one that can take over. */
    private void awaitReplica() {
        await().atMost(LONGEST)
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(() ->
                        connection.sync().replicas(NAME).stream()
                                .anyMatch(replica ->
                                        replica.get("flags").equals("slave")
                                                && "ok".equals(replica.get("master-link-status"))));
    }

    @Override
    public void close() throws IOException {
        connection.close();
        client.shutdown();
        sentinel.stop();
        first.close();
        second.close();
        RedisProcess.delete(directory);
    }
}

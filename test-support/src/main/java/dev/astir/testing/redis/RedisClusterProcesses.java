package dev.astir.testing.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A real Redis Cluster of three masters. Confined to one thread, but for its commands. */
public final class RedisClusterProcesses implements AutoCloseable {
    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;

    private final List<RedisProcess> masters = new ArrayList<>();

    /** There is one when somebody has asked for commands. */
    private @Nullable RedisClusterClient client;

    private @Nullable StatefulRedisClusterConnection<String, String> connection;

    private RedisClusterProcesses() {}

    /** Starts one with nothing in it. */
    public static RedisClusterProcesses start() throws IOException {
        RedisClusterProcesses cluster = new RedisClusterProcesses();
        try {
            for (int i = 0; i < MASTERS; i++) {
                cluster.masters.add(RedisProcess.start("cluster-enabled yes"));
            }
            cluster.join();
            return cluster;
        } catch (Throwable t) {
            cluster.close();
            throw t;
        }
    }

    private void join() {
        for (int i = 0; i < MASTERS; i++) {
            RedisCommands<String, String> node = masters.get(i).commands();
            node.clusterSetConfigEpoch(i + 1L);
            node.clusterAddSlots(
                    IntStream.range(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS).toArray());
        }
        for (RedisProcess other : masters.subList(1, MASTERS)) {
            masters.get(0).commands().clusterMeet("127.0.0.1", other.port());
        }
        awaitJoined();
    }

    private void awaitJoined() {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(() -> masters.stream().allMatch(RedisClusterProcesses::isJoined));
    }

    private static boolean isJoined(RedisProcess node) {
        String info = node.commands().clusterInfo();
        return info.contains("cluster_state:ok") && info.contains("cluster_slots_ok:" + SLOTS);
    }

    /** Its nodes. */
    public List<RedisProcess> masters() {
        return List.copyOf(masters);
    }

    /** Talks to whichever node a key belongs to. */
    public RedisAdvancedClusterCommands<String, String> commands() {
        StatefulRedisClusterConnection<String, String> open = connection;
        if (open == null) {
            client = RedisClusterClient.create(masters.get(0).uri());
            open = client.connect();
            connection = open;
        }
        return open.sync();
    }

    /** Deletes every key. */
    public void flush() {
        masters.forEach(master -> master.commands().flushall());
    }

    /** Ends every node as a crash does. */
    public void kill() throws IOException {
        for (RedisProcess master : masters) {
            master.kill();
        }
    }

    /** Starts them on the same ports, and waits until they are a cluster again. */
    public void startAgain() throws IOException {
        for (RedisProcess master : masters) {
            master.startAgain();
        }
        awaitJoined();
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
        if (client != null) {
            client.shutdown();
        }
        for (RedisProcess master : masters) {
            master.close();
        }
    }
}

package dev.astir.stream.bus.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A real Redis Cluster of three masters. */
final class RedisClusterProcesses implements AutoCloseable {
    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;

    private final List<RedisProcess> masters = new ArrayList<>();

    private RedisClusterProcesses() throws IOException {
        try {
            for (int i = 0; i < MASTERS; i++) {
                masters.add(RedisProcess.start("cluster-enabled yes"));
            }
            join();
        } catch (Throwable t) {
            close();
            throw t;
        }
    }

    static RedisClusterProcesses start() throws IOException {
        return new RedisClusterProcesses();
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

    List<RedisProcess> masters() {
        return masters;
    }

    void kill() throws IOException {
        for (RedisProcess master : masters) {
            master.kill();
        }
    }

    void startAgain() throws IOException {
        for (RedisProcess master : masters) {
            master.startAgain();
        }
        awaitJoined();
    }

    @Override
    public void close() throws IOException {
        for (RedisProcess master : masters) {
            master.close();
        }
    }
}

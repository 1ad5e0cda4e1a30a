package dev.astir.tracker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.testing.redis.RedisClusterProcesses;
import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.CountingActivityStoreContractTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store on a real Redis Cluster. */
@ExtendWith(TestRedis.class)
class RedisClusterActivityStoreTest extends CountingActivityStoreContractTest {
    private RedisClusterProcesses cluster;
    private RedisActivityStore store;

    @BeforeEach
    void createStore(RedisClusterProcesses cluster) {
        this.cluster = cluster;
        store = RedisActivityStore.of(cluster.commands());
    }

    @Override
    protected CountingActivityStore store() {
        return store;
    }

    @Override
    protected Map<String, Instant> contents() {
        return RecordedInRedis.sightings(cluster.commands(), store.keys());
    }

    @Override
    protected Set<ActivityHits> hits() {
        return RecordedInRedis.hits(cluster.commands(), store.keys());
    }

    @Test
    void keepsAllKeysInOneSlotWhateverThePrefix() {
        for (String prefix : List.of("astir:tracker", "a", "two", "prefix of the third")) {
            RedisKeys keys = RedisKeys.of(prefix);
            assertThat(
                            List.of(
                                            keys.recordedSightings(),
                                            keys.recordedHits(),
                                            keys.processingSightings(),
                                            keys.processingHits(),
                                            keys.chunkSightings(),
                                            keys.chunkHits(),
                                            keys.chunkId())
                                    .stream()
                                    .map(cluster.commands()::clusterKeyslot)
                                    .distinct())
                    .hasSize(1);
        }
    }
}

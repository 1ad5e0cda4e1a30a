package dev.astir.tracker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.testing.redis.RedisClusterProcesses;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sync from a real Redis Cluster. */
@ExtendWith({TestRedis.class, TestPostgres.class})
class RedisClusterSyncTest {

    @Test
    void movesFromEachMasterWhatIsRecordedThere(
            RedisClusterProcesses cluster, DataSource dataSource) throws Exception {
        TrackerDatabase.in(dataSource);
        Recorded recorded = new Recorded();
        List<String> prefixes = List.of("a", "b", "c", "d", "e");
        for (int i = 0; i < prefixes.size(); i++) {
            RedisActivityStore store =
                    RedisActivityStore.builder(cluster.commands())
                            .keyPrefix(prefixes.get(i))
                            .build();
            recorded.record(store, 20 + i, i);
        }
        assertThat(cluster.masters()).allMatch(master -> master.commands().dbsize() > 0);

        for (String prefix : prefixes) {
            RedisActivityStore store =
                    RedisActivityStore.builder(cluster.commands()).keyPrefix(prefix).build();
            try (RedisToPostgresSync sync =
                    RedisToPostgresSync.builder(store, dataSource)
                            .batchSize(7)
                            .background(false)
                            .build()) {
                sync.createTable();
                assertThat(sync.sync().hits()).isBetween(20, 24);
            }
        }
        recorded.assertIsIn(dataSource);
        assertThat(cluster.masters()).allMatch(master -> master.commands().dbsize() == 0);
    }

    @Test
    void tracksThroughAClusterToPostgres(RedisClusterProcesses cluster, DataSource dataSource)
            throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        RedisActivityStore store = RedisActivityStore.of(cluster.commands());
        try (ActivityTracker tracker = ActivityTracker.of(store);
                RedisToPostgresSync sync = RedisToPostgresSync.of(store, dataSource)) {
            sync.createTable();
            assertThat(tracker.record("ARAUC_XALAP", "POST /items")).isTrue();
            assertThat(tracker.record("XALAP_BRUNO")).isTrue();
            assertThat(tracker.flush(Duration.ofSeconds(30))).isTrue();
            sync.sync();
        }
        assertThat(database.clients()).containsExactlyInAnyOrder("ARAUC_XALAP", "XALAP_BRUNO");
        assertThat(Recorded.storedHits(dataSource))
                .singleElement()
                .satisfies(hits -> assertThat(hits.activity()).isEqualTo("POST /items"));
    }
}

package dev.astir.tracker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** Kills a process in the middle of a sync, again and again. */
@ExtendWith({TestRedis.class, TestPostgres.class})
class SyncKillTest {
    private static final int KILLS = 3;
    private static final int CLIENTS = 300;

    @Test
    void losesAndRepeatsNothingWhenTheProcessIsKilled(RedisProcess process, DataSource dataSource)
            throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        RedisCommands<String, String> redis = process.commands();
        RedisActivityStore store = RedisActivityStore.of(redis);
        RedisKeys keys = store.keys();
        Recorded recorded = new Recorded();
        try (RedisToPostgresSync sync =
                RedisToPostgresSync.builder(store, dataSource).background(false).build()) {
            sync.createTable();
            for (int kill = 0; kill < KILLS; kill++) {
                int left = 200 - 40 * kill;
                recorded.record(store, CLIENTS, kill);
                Process child = start(process.port(), database.url());
                try {
                    await().atMost(Duration.ofSeconds(60))
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> isBetween(redis.hlen(keys.processingHits()), 1, left));
                } finally {
                    child.toHandle().destroyForcibly(); // SIGKILL
                    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
                }
                assertThat(child.exitValue()).isEqualTo(128 + 9);
                // In the middle: there is always a chunk while there is something to process.
                assertThat(redis.hlen(keys.processingHits())).isPositive();
                assertThat(redis.exists(keys.chunkId())).isEqualTo(1);
                AdvisoryLocks.awaitNone(dataSource);
            }
            assertThat(sync.sync().elsewhere()).isFalse();
        }
        recorded.assertIsIn(dataSource);
        assertThat(redis.keys("*")).isEmpty();
    }

    private static boolean isBetween(long value, long low, long high) {
        return value >= low && value <= high;
    }

    private static Process start(int redisPort, String postgresUrl) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Syncing.class.getName(),
                        Integer.toString(redisPort),
                        postgresUrl)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The process that is killed: syncs for ever, in small chunks. */
    static final class Syncing {

        public static void main(String[] args) {
            RedisClient client =
                    RedisClient.create(RedisURI.create("127.0.0.1", Integer.parseInt(args[0])));
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setURL(args[1]);
            RedisActivityStore store = RedisActivityStore.of(client.connect().sync());
            RedisToPostgresSync sync =
                    RedisToPostgresSync.builder(store, dataSource)
                            .batchSize(3)
                            .background(false)
                            .build();
            while (true) {
                sync.sync();
            }
        }
    }
}

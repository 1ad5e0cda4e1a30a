package dev.astir.tracker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.testing.redis.RedisProcess;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.postgres.PostgresActivityStore;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ends a sync at each step, before and after each call to a server, and lets another go on. */
@ExtendWith({TestRedis.class, TestPostgres.class})
class SyncCrashTest {
    private static final int CLIENTS = 8;

    private RedisCommands<String, String> redis;
    private HikariDataSource dataSource;
    private DataSource processDataSource;
    private RedisActivityStore store;

    @BeforeEach
    void create(RedisProcess process, DataSource dataSource) {
        this.redis = process.commands();
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(1);
        this.dataSource = new HikariDataSource(config);
        processDataSource = dataSource;
        store = RedisActivityStore.of(redis);
        PostgresActivityStore.of(dataSource).createTables();
        try (RedisToPostgresSync sync = builder(store, dataSource).build()) {
            sync.createTable();
        }
    }

    @AfterEach
    void closePool() {
        dataSource.close();
    }

    private static RedisToPostgresSync.Builder builder(
            RedisActivityStore store, DataSource dataSource) {
        return RedisToPostgresSync.builder(store, dataSource).batchSize(5).background(false);
    }

    @Test
    void losesAndRepeatsNothingWhereverASyncEnds() throws Exception {
        int point = 0;
        Recorded recorded = new Recorded();
        while (true) {
            recorded.record(store, CLIENTS, 2 * point);
            Faults faults = new Faults(point);
            if (!crashes(faults)) {
                break; // past the last one
            }
            recorded.record(store, CLIENTS / 2, 2 * point + 1);
            sync();
            recorded.assertIsIn(dataSource);
            assertThat(redis.keys("*")).as("point %d", point).isEmpty();
            point++;
        }
        recorded.assertIsIn(dataSource);
        // Two chunks, each with two scripts' ends, statements, savepoints and commits.
        assertThat(point).isGreaterThan(80);
    }

    @Test
    void losesAndRepeatsNothingWhenSyncsEndAgainAndAgain() throws Exception {
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            Recorded recorded = new Recorded();
            TestPostgres.execute(dataSource, "TRUNCATE client_activity, client_activity_daily");
            int crashes = 0;
            for (int round = 0; round < 5; round++) {
                recorded.record(store, 1 + random.nextInt(CLIENTS), round);
                crashes += crashes(new Faults(random.nextInt(120))) ? 1 : 0;
            }
            assertThat(crashes).as("seed %d", seed).isPositive();
            sync();
            recorded.assertIsIn(dataSource);
        }
    }

    /** Syncs as a process that ends on the way. Returns false if it came through. */
    private boolean crashes(Faults faults) {
        RedisActivityStore store = RedisActivityStore.of(faults.of(redis));
        try (RedisToPostgresSync sync = builder(store, faults.of(processDataSource)).build()) {
            assertThat(sync.sync().elsewhere()).isFalse();
            return false;
        } catch (Faults.Crash e) {
            AdvisoryLocks.awaitNone(dataSource);
            return true;
        }
    }

    private void sync() {
        try (RedisToPostgresSync sync = builder(store, dataSource).build()) {
            assertThat(sync.sync().elsewhere()).isFalse();
        }
    }
}

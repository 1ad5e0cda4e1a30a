package dev.astir.tracker.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.testing.redis.RedisProcess;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** Kills a process that is held in the middle of a sync, again and again. */
@ExtendWith({TestRedis.class, TestPostgres.class})
class SyncKillTest {
    private static final int KILLS = 3;
    private static final int CLIENTS = 300;

    /** PostgreSQL refuses its sighting, so that the sync reports it when its chunk is committed. */
    private static final String REFUSED = "client-0150-refused-";

    private final Recorded recorded = new Recorded();
    private TrackerDatabase database;
    private DataSource dataSource;
    private RedisProcess process;
    private RedisCommands<String, String> redis;
    private RedisActivityStore store;

    private interface Held {
        void await(Process child) throws Exception;
    }

    @BeforeEach
    void create(RedisProcess process, DataSource dataSource) throws Exception {
        this.process = process;
        this.dataSource = dataSource;
        database = TrackerDatabase.in(dataSource);
        redis = process.commands();
        store = RedisActivityStore.of(redis);
        try (RedisToPostgresSync sync = sync()) {
            sync.createTable();
        }
    }

    private RedisToPostgresSync sync() {
        return RedisToPostgresSync.builder(store, dataSource).background(false).build();
    }

    @Test
    void losesAndRepeatsNothingWhenKilledBetweenTheCommitOfAChunkAndItsDeletion() throws Exception {
        TestPostgres.execute(
                dataSource,
                "ALTER TABLE client_activity ADD CHECK (client_id NOT LIKE '%refused%')");
        for (int kill = 0; kill < KILLS; kill++) {
            recorded.record(store, CLIENTS, kill);
            String refused = REFUSED + kill;
            store.upsert(List.of(new Sighting(refused, Recorded.T.plusSeconds(kill))));
            kill(
                    refused,
                    child -> {
                        try (BufferedReader output = child.inputReader()) {
                            assertThat(output.lines().anyMatch("holding"::equals)).isTrue();
                        }
                    });
        }
        assertAllIsMoved();
    }

    @Test
    void losesAndRepeatsNothingWhenKilledInsideATransaction() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            recorded.record(store, CLIENTS, kill);
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE client_activity_daily IN EXCLUSIVE MODE");
                kill("none", child -> await().atMost(Duration.ofSeconds(60)).until(this::waits));
                connection.rollback();
            }
            AdvisoryLocks.awaitNone(dataSource);
        }
        assertAllIsMoved();
    }

    private boolean waits() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery(
                            "SELECT FROM pg_locks WHERE NOT granted"
                                    + " AND relation = 'client_activity_daily'::regclass")
                    .next();
        }
    }

    private void kill(String holdAt, Held held) throws Exception {
        Process child = start(process.port(), database.url(), holdAt);
        // A read of its output cannot be interrupted, but ends with the process.
        CompletableFuture.delayedExecutor(120, SECONDS).execute(child::destroyForcibly);
        try {
            held.await(child);
        } finally {
            child.toHandle().destroyForcibly(); // SIGKILL
            assertThat(child.waitFor(30, SECONDS)).isTrue();
        }
        assertThat(child.exitValue()).isEqualTo(128 + 9);
        // In the middle: there is always a chunk while there is something to process.
        assertThat(redis.hlen(store.keys().processingHits())).isPositive();
        assertThat(redis.exists(store.keys().chunkId())).isEqualTo(1);
    }

    private void assertAllIsMoved() throws Exception {
        AdvisoryLocks.awaitNone(dataSource);
        try (RedisToPostgresSync sync = sync()) {
            assertThat(sync.sync().elsewhere()).isFalse();
        }
        recorded.assertIsIn(dataSource);
        assertThat(redis.keys("*")).isEmpty();
    }

    private static Process start(int redisPort, String postgresUrl, String holdAt)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Syncing.class.getName(),
                        Integer.toString(redisPort),
                        postgresUrl,
                        holdAt)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The process that is killed: syncs in small chunks, and stops at a client. */
    static final class Syncing {

        public static void main(String[] args) {
            RedisClient client =
                    RedisClient.create(RedisURI.create("127.0.0.1", Integer.parseInt(args[0])));
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setURL(args[1]);
            RedisActivityStore store = RedisActivityStore.of(client.connect().sync());
            SyncListener holding =
                    new SyncListener() {
                        @Override
                        public void onDrop(Sighting sighting, DataRejectedException cause) {
                            if (sighting.clientId().equals(args[2])) {
                                hold();
                            }
                        }
                    };
            RedisToPostgresSync sync =
                    RedisToPostgresSync.builder(store, dataSource)
                            .batchSize(3)
                            .listener(holding)
                            .background(false)
                            .build();
            while (true) {
                sync.sync();
            }
        }

        private static void hold() {
            System.out.println("holding");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

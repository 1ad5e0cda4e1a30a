package dev.astir.tracker.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.testing.redis.RedisProcess;
import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import dev.astir.tracker.TrackerException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kills a Redis that keeps everything on disk, and starts it again. */
@ExtendWith(TestPostgres.class)
class RedisOutageTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private RedisProcess redis;
    private RedisClient client;
    private RedisActivityStore store;

    @BeforeEach
    void start() throws Exception {
        redis = RedisProcess.start("appendonly yes", "appendfsync always");
        RedisURI uri = redis.uri();
        uri.setTimeout(Duration.ofMillis(300)); // the default is a minute
        client = RedisClient.create(uri);
        store = RedisActivityStore.of(client.connect().sync());
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdown();
        redis.close();
    }

    @Test
    void storesWhatItSawBeforeAndWhileRedisWasDown(DataSource dataSource) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        try (ActivityTracker tracker =
                ActivityTracker.builder(store).flushInterval(Duration.ofMillis(20)).build()) {
            tracker.record("before");
            assertThat(tracker.flush(LONG)).isTrue();
            redis.kill();
            tracker.record("meanwhile");
            await().atMost(LONG).until(() -> tracker.stats().failures() >= 2);
            redis.startAgain();
            await().atMost(LONG).until(() -> tracker.stats().pending() == 0);
            assertThat(tracker.stats().dropped()).isZero();
        }
        try (RedisToPostgresSync sync =
                RedisToPostgresSync.builder(store, dataSource).background(false).build()) {
            sync.sync();
        }
        assertThat(database.clients()).containsExactlyInAnyOrder("before", "meanwhile");
    }

    @Test
    void countsAllThatWasTakenWhenRedisIsKilledWhileItIsWrittenAndSynced(DataSource dataSource)
            throws Exception {
        TrackerDatabase.in(dataSource);
        int kills = 2;
        AtomicLong taken = new AtomicLong();
        AtomicLong unknown = new AtomicLong();
        AtomicBoolean writing = new AtomicBoolean(true);
        try (RedisToPostgresSync sync =
                RedisToPostgresSync.builder(store, dataSource)
                        .interval(Duration.ofMillis(5))
                        .build()) {
            sync.createTable();
            Future<?> writer =
                    CompletableFuture.runAsync(() -> {
                        while (writing.get()) {
                            try {
                                store.addHits(List.of(oneHit()));
                                taken.incrementAndGet();
                            } catch (TrackerException e) {
                                unknown.incrementAndGet();
                            }
                        }
                    });
            for (int kill = 0; kill < kills; kill++) {
                awaitMore(() -> sync.stats().hits());
                redis.kill();
                awaitMore(unknown::get);
                redis.startAgain();
                awaitMore(taken::get);
            }
            awaitMore(() -> sync.stats().hits());
            writing.set(false);
            writer.get(30, SECONDS);
            sync.sync();
        }
        long stored = Recorded.storedHits(dataSource).stream().mapToLong(ActivityHits::hits).sum();
        // Lettuce sends again, on a new connection, what Redis may have done already.
        assertThat(stored).isBetween(taken.get(), taken.get() + unknown.get() + kills);
    }

    private interface Count {
        long get();
    }

    private static void awaitMore(Count count) {
        long before = count.get();
        await().atMost(LONG).until(() -> count.get() > before);
    }

    private static ActivityHits oneHit() {
        return new ActivityHits("a", "GET /", LocalDate.parse("2026-05-04"), 1, Recorded.T);
    }
}

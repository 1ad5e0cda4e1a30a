package dev.astir.app.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.platform.Settings;
import dev.astir.app.web.Buckets;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.Taken;
import dev.astir.app.web.TestRateLimits;
import dev.astir.testing.redis.RedisProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedBucketsTest {

    private static final RateLimit FIVE = RateLimit.of("five", 5, Duration.ofHours(1));
    private static final RateLimit HUNDRED = RateLimit.of("hundred", 100, Duration.ofHours(1));

    private final List<SharedBuckets> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(SharedBuckets::close);
    }

    private SharedBuckets node(String redis) {
        Buckets own = TestRateLimits.buckets(Clock.systemUTC());
        Settings settings = Settings.from(Map.of("ASTIR_REDIS_URL", redis));
        SharedBuckets node =
                new SharedBuckets(
                        own,
                        settings.redis().orElseThrow(),
                        Duration.ofSeconds(20),
                        task -> Thread.ofVirtual().start(task));
        nodes.add(node);
        return node;
    }

    private SharedBuckets connected(String redis) {
        SharedBuckets node = node(redis);
        await().until(node::isShared);
        return node;
    }

    private static boolean take(SharedBuckets node, RateLimit limit) {
        return node.take(limit, "key").join().isTaken();
    }

    private static int takeAll(SharedBuckets node, RateLimit limit) {
        int taken = 0;
        while (take(node, limit)) {
            taken++;
        }
        return taken;
    }

    @Test
    void nodesShareWhatIsLeft() throws IOException {
        try (RedisProcess redis = RedisProcess.start()) {
            SharedBuckets one = connected(redis.url());
            SharedBuckets other = connected(redis.url());

            assertThat(take(one, FIVE)).isTrue();
            assertThat(takeAll(other, FIVE)).isEqualTo(4);

            assertThat(one.take(FIVE, "key").join().untilOne())
                    .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
            assertThat(one.take(FIVE, "another").join().isTaken()).isTrue();
            other.giveBack(FIVE, "key");
            await().until(() -> take(one, FIVE));
        }
    }

    @Test
    void aPartOfALargeLimitIsTakenWithoutAsking() throws IOException {
        try (RedisProcess redis = RedisProcess.start()) {
            SharedBuckets one = connected(redis.url());
            SharedBuckets other = connected(redis.url());
            int taken = 0;
            boolean goOn = true;
            while (goOn) {
                boolean first = take(one, HUNDRED);
                boolean second = take(other, HUNDRED);
                taken += (first ? 1 : 0) + (second ? 1 : 0);
                goOn = first || second;
            }

            int part = (int) HUNDRED.capacity() / SharedBuckets.PARTS;
            assertThat(taken).isBetween(100, 100 + 2 * part);
        }
    }

    @Test
    void theNodeCountsWhileRedisIsAway() throws IOException {
        try (RedisProcess redis = RedisProcess.start()) {
            SharedBuckets node = connected(redis.url());
            assertThat(takeAll(node, FIVE)).isEqualTo(5);

            redis.kill();
            assertThat(takeAll(node, FIVE)).isEqualTo(5);

            redis.startAgain();
            await().atMost(Duration.ofSeconds(30)).until(() -> takeAll(node, FIVE) == 5);
        }
    }

    @Test
    void nobodyWaitsForARedisThatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            SharedBuckets node = node("redis://127.0.0.1:" + silent.getLocalPort());

            CompletableFuture<Taken> first = node.take(FIVE, "key");

            assertThat(first).isCompletedWithValueMatching(Taken::isTaken);
            assertThat(takeAll(node, FIVE)).isEqualTo(4);
        }
    }
}

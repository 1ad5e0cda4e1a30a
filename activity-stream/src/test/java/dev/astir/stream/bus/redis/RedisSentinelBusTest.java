package dev.astir.stream.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.bus.Heard;
import dev.astir.stream.bus.MessageBus;
import dev.astir.stream.feed.RecordingSink;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bus on a real Redis that Sentinels watch. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RedisSentinelBusTest {
    private static final String FEED = "f";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Test
    void subscribersSeeEverythingOnceOverAFailoverAndHintsGoOn() throws Exception {
        try (RedisSentinelProcesses redis = RedisSentinelProcesses.start();
                Node one = new Node(redis);
                Node two = new Node(redis);
                TestDatabase database = TestDatabase.migrated();
                HikariDataSource pool = database.pool("postgres");
                ActivityStream writer =
                        ActivityStream.builder(database.owner()).bus(one.bus).build();
                ActivityStream reader = ActivityStream.builder(pool).bus(two.bus).build()) {
            RecordingSink sink = new RecordingSink();
            reader.subscribe(FEED, EventFilter.all(), null, sink);
            sink.await("subscribed", 1);
            publish(writer, 5);
            sink.await("put", 5);
            awaitHints(one, two);

            redis.killLeader();
            publish(writer, 5);
            sink.await("put", 10);
            redis.awaitListeners(2);
            awaitHints(one, two);
            awaitHints(two, one);

            publish(writer, 5);
            assertThat(sink.await("put", 15))
                    .extracting(put -> StreamPosition.parse((String) put.get("position")).offset())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 15).boxed().toList());
            assertThat(two.heard.timesMissed()).isGreaterThan(1);
        }
    }

    private static void publish(ActivityStream stream, int count) {
        for (int i = 0; i < count; i++) {
            stream.publish(FEED, ActivityEvent.builder("a.b").build()).join();
        }
    }

    /**
     * Waits until what one node says is heard by another. What is said while they find the leader
     * may be lost, so it is said until it is heard.
     */
    private static void awaitHints(Node from, Node to) {
        String name = "hints " + System.identityHashCode(from);
        StreamPosition before = to.heard.newest().getOrDefault(name, new StreamPosition("e1", 0));
        AtomicLong offset = new AtomicLong(before.offset());
        await().atMost(LONGEST)
                .until(() -> {
                    StreamPosition next = new StreamPosition("e1", offset.incrementAndGet());
                    from.bus.announce(Map.of(name, next));
                    return to.heard.newest().containsKey(name)
                            && to.heard.newest().get(name).offset() > before.offset();
                });
        await().atMost(LONGEST).until(() -> from.bus.isConnected() && to.bus.isConnected());
    }

    /** A node's bus, with a client of its own. */
    private static final class Node implements AutoCloseable {
        private final RedisClient client;
        private final MessageBus bus;
        private final Heard heard = new Heard();

        Node(RedisSentinelProcesses redis) {
            client = RedisClient.create(redis.uri());
            bus = RedisBus.of(client);
            bus.listen(heard);
        }

        @Override
        public void close() {
            bus.close();
            client.shutdown();
        }
    }
}

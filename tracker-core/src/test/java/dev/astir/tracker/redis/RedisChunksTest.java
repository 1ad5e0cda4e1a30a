package dev.astir.tracker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.testing.redis.RedisProcess;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes at the same chunks, as when one has lost its lock and does not know. */
@ExtendWith(TestRedis.class)
class RedisChunksTest {
    private RedisCommands<String, String> redis;
    private RedisActivityStore store;
    private RedisChunks one;
    private RedisChunks other;

    @BeforeEach
    void record(RedisProcess process) throws Exception {
        redis = process.commands();
        store = RedisActivityStore.of(redis);
        one = new RedisChunks(store, 4);
        other = new RedisChunks(store, 4);
        new Recorded().record(store, 6, 0);
    }

    @Test
    void givesTheSameChunkToEverybodyUntilItIsDone() {
        assertThat(one.begin()).isTrue();
        Chunk first = one.next(null).orElseThrow();

        assertThat(first.sightings()).hasSize(4);
        assertThat(first.hits()).hasSize(4);
        assertThat(other.next(null)).contains(first);
        assertThat(one.next(null)).contains(first);
    }

    @Test
    void deletesAChunkOnceHoweverManySayThatItIsDone() {
        assertThat(one.begin()).isTrue();
        Chunk first = one.next(null).orElseThrow();
        Chunk second = other.next(first).orElseThrow();

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.sightings()).hasSize(2).doesNotContainAnyElementsOf(first.sightings());
        assertThat(second.hits()).hasSize(2).doesNotContainAnyElementsOf(first.hits());
        assertThat(one.next(first)).contains(second);
        assertThat(one.next(second)).isEmpty();
        assertThat(one.next(first)).isEmpty();
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void letsWhatIsRecordedWaitForWhatIsProcessed() throws Exception {
        assertThat(one.begin()).isTrue();
        Chunk first = one.next(null).orElseThrow();
        new Recorded().record(store, 2, 1);

        assertThat(other.begin()).isFalse();
        assertThat(RecordedInRedis.hits(redis, store.keys())).hasSize(2);
        Chunk second = other.next(first).orElseThrow();
        assertThat(other.next(second)).isEmpty();
        assertThat(other.begin()).isTrue();
        Chunk third = other.next(null).orElseThrow();
        assertThat(third.hits()).hasSize(2);
        assertThat(third.sightings()).hasSize(2);
        assertThat(other.next(third)).isEmpty();
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void hasNothingToGiveWhereNothingIsRecorded() {
        redis.flushall();

        assertThat(one.begin()).isTrue();
        assertThat(one.next(null)).isEmpty();
    }
}

package dev.astir.tracker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.astir.testing.redis.RedisProcess;
import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.CountingActivityStoreContractTest;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TrackerException;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestRedis.class)
class RedisActivityStoreTest extends CountingActivityStoreContractTest {
    private RedisCommands<String, String> redis;
    private RedisActivityStore store;

    @BeforeEach
    void createStore(RedisProcess process) {
        redis = process.commands();
        store = RedisActivityStore.of(redis);
    }

    @Override
    protected CountingActivityStore store() {
        return store;
    }

    @Override
    protected Map<String, Instant> contents() {
        return RecordedInRedis.sightings(redis, store.keys());
    }

    @Override
    protected Set<ActivityHits> hits() {
        return RecordedInRedis.hits(redis, store.keys());
    }

    @Test
    void keepsTimesToTheMicrosecondAsFarAsItTakesThem() {
        Map<String, Instant> times =
                Map.of(
                        "first", Instant.parse("1685-01-01T00:00:00.000001Z"),
                        "before", Instant.parse("1969-12-31T23:59:59.999999Z"),
                        "now", T.plusNanos(1_000),
                        "last", Instant.parse("2254-12-31T23:59:59.999999Z"));
        times.forEach((id, time) -> store.upsert(List.of(new Sighting(id, time))));

        assertThat(contents()).isEqualTo(times);
    }

    @Test
    void rejectsATimeOutOfRangeBeforeItSendsAnything() {
        for (Instant time :
                List.of(Instant.MIN, Instant.MAX, Instant.parse("2256-01-01T00:00:00Z"))) {
            List<Sighting> batch = List.of(new Sighting("a", T), new Sighting("b", time));
            assertThatThrownBy(() -> store.upsert(batch))
                    .isInstanceOf(DataRejectedException.class)
                    .hasMessageContaining("lastSeen must be in the years 1685 to 2254, but is");
            List<ActivityHits> hits =
                    List.of(
                            new ActivityHits("a", "x", DAY, 1, T),
                            new ActivityHits("b", "x", DAY, 1, time));
            assertThatThrownBy(() -> store.addHits(hits)).isInstanceOf(DataRejectedException.class);
        }
        assertThat(contents()).isEmpty();
        assertThat(hits()).isEmpty();
    }

    @Test
    void acceptsIdsByCharactersAndRefusesWhatPostgresCannotKeep() {
        assertThat(store.accepts("x".repeat(50))).isTrue();
        assertThat(store.accepts("x".repeat(51))).isFalse();
        assertThat(store.accepts("x".repeat(1_000_000))).isFalse();
        assertThat(store.accepts("\uD83D\uDE00".repeat(50))).isTrue();
        assertThat(store.accepts("\uD83D\uDE00".repeat(51))).isFalse();
        assertThat(store.accepts("a\0b")).isFalse();
        assertThat(store.accepts("a\uD83D")).isFalse();
        assertThat(store.accepts("\uDE00a")).isFalse();
        assertThat(store.accepts("\uDE00\uD83D")).isFalse();
        assertThat(store.acceptsActivity("x".repeat(100))).isTrue();
        assertThat(store.acceptsActivity("x".repeat(101))).isFalse();
    }

    @Test
    void writesABatchInOneCommand() {
        redis.configResetstat();
        store.upsert(
                IntStream.range(0, 1_000)
                        .mapToObj(i -> new Sighting("client-%04d".formatted(i), T))
                        .toList());

        assertThat(redis.info("commandstats"))
                .contains("cmdstat_zadd:calls=1,")
                .doesNotContain("cmdstat_multi");
    }

    @Test
    void tellsApartWhateverClientsActivitiesAndDaysAreMadeOf() {
        List<ActivityHits> batch =
                List.of(
                        new ActivityHits("a", "bc", DAY, 1, T),
                        new ActivityHits("ab", "c", DAY, 2, T),
                        new ActivityHits("1:a", " 2:b", DAY, 3, T),
                        new ActivityHits("1:a ", "2:b", DAY, 4, T),
                        new ActivityHits("a:", ":\uD83D\uDE00\n\t'\"%s{}", DAY, 5, T),
                        new ActivityHits(
                                "a:\uD83D\uDE00", "\u00e9", LocalDate.EPOCH.minusDays(1), 6, T),
                        new ActivityHits("", "x", DAY, 7, T));
        store.addHits(batch);
        store.addHits(batch);

        assertThat(hits())
                .containsExactlyInAnyOrderElementsOf(
                        batch.stream()
                                .map(each ->
                                        new ActivityHits(
                                                each.clientId(),
                                                each.activity(),
                                                each.day(),
                                                each.hits() * 2,
                                                each.lastSeen()))
                                .toList());
    }

    @Test
    void sumsHitsOfTheSameInOneBatch() {
        store.addHits(
                List.of(
                        new ActivityHits("a", "x", DAY, 1, T.plusSeconds(1)),
                        new ActivityHits("a", "x", DAY, 2, T)));

        assertThat(hits()).containsExactly(new ActivityHits("a", "x", DAY, 3, T.plusSeconds(1)));
    }

    @Test
    void countsExactlyUpToTheLimitAndThenRejectsTheWholeBatch() {
        long most = RedisActivityStore.MAX_HITS;
        store.addHits(List.of(new ActivityHits("a", "x", DAY, most - 2, T)));
        store.addHits(List.of(new ActivityHits("a", "x", DAY, 1, T)));
        ActivityHits full = new ActivityHits("a", "x", DAY, most - 1, T);
        assertThat(hits()).containsExactly(full);

        List<ActivityHits> tooMany =
                List.of(
                        new ActivityHits("0", "x", DAY, 1, T),
                        new ActivityHits("a", "x", DAY, 2, T));
        assertThatThrownBy(() -> store.addHits(tooMany))
                .isInstanceOf(DataRejectedException.class)
                .hasMessageContaining("clientId=a");
        assertThatThrownBy(() ->
                        store.addHits(List.of(new ActivityHits("b", "x", DAY, Long.MAX_VALUE, T))))
                .isInstanceOf(DataRejectedException.class);
        assertThat(hits()).containsExactly(full);
    }

    @Test
    void rejectsHitsOfTextThatPostgresCannotKeep() {
        List<List<ActivityHits>> batches =
                List.of(
                        List.of(
                                new ActivityHits("a", "x", DAY, 1, T),
                                new ActivityHits("b".repeat(51), "x", DAY, 1, T)),
                        List.of(
                                new ActivityHits("a", "x", DAY, 1, T),
                                new ActivityHits("b", "x".repeat(101), DAY, 1, T)));
        for (List<ActivityHits> batch : batches) {
            assertThatThrownBy(() -> store.addHits(batch))
                    .isInstanceOf(DataRejectedException.class)
                    .hasMessageContaining("must have at most");
        }
        assertThat(hits()).isEmpty();
    }

    @Test
    void failsWithoutRejectingOrStoringHalfWhenTheMemoryIsFull() {
        ActivityHits hits = new ActivityHits("a", "x", DAY, 1, T);
        redis.configSet("maxmemory", "1");
        try {
            assertFails();
        } finally {
            redis.configSet("maxmemory", "0");
        }
        store.upsert(List.of(new Sighting("a", T)));
        store.addHits(List.of(hits));

        assertThat(contents()).containsOnlyKeys("a");
        assertThat(hits()).containsExactly(hits);
    }

    @Test
    void failsWithoutRejectingOnAReplica() {
        redis.replicaof("127.0.0.1", 1);
        try {
            assertFails();
        } finally {
            redis.replicaofNoOne();
        }
        assertThat(contents()).isEmpty();
        assertThat(hits()).isEmpty();
    }

    private void assertFails() {
        assertThatThrownBy(() -> store.upsert(List.of(new Sighting("a", T))))
                .isExactlyInstanceOf(TrackerException.class)
                .hasMessageContaining("key {astir:tracker}:sightings");
        assertThatThrownBy(() -> store.addHits(List.of(new ActivityHits("a", "x", DAY, 1, T))))
                .isExactlyInstanceOf(TrackerException.class)
                .hasMessageContaining("key {astir:tracker}:hits");
    }

    @Test
    void usesThePrefixAndLengthsOfItsSettings() {
        RedisActivityStore other =
                RedisActivityStore.builder(redis)
                        .keyPrefix("other")
                        .maxIdLength(80)
                        .maxActivityLength(200)
                        .build();
        other.upsert(List.of(new Sighting("x".repeat(80), T)));
        other.addHits(List.of(new ActivityHits("a", "x".repeat(200), DAY, 1, T)));

        assertThat(redis.keys("*")).containsExactlyInAnyOrder("{other}:sightings", "{other}:hits");
        assertThat(RecordedInRedis.sightings(redis, other.keys()))
                .containsExactly(entry("x".repeat(80), T));
    }

    @Test
    void namesTheSettingThatIsWrong() {
        for (String prefix : List.of("", "a{b", "a}b", "a\0b", "a".repeat(201))) {
            assertThatThrownBy(() -> RedisActivityStore.builder(redis).keyPrefix(prefix))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("keyPrefix must have 1 to 200 characters");
        }
        assertThatThrownBy(() -> RedisActivityStore.builder(redis).maxIdLength(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxIdLength must be at least 1, but is 0");
        assertThatThrownBy(() -> RedisActivityStore.builder(redis).maxActivityLength(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxActivityLength must be at least 1, but is 0");
    }
}

package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What each {@link CountingActivityStore} does. A subclass wires one that takes ids of 50 and
 * activities of 100 characters.
 */
public abstract class CountingActivityStoreContractTest extends ActivityStoreContractTest {
    protected static final LocalDate DAY = LocalDate.parse("2026-05-04");

    @Override
    protected abstract CountingActivityStore store();

    /** All that the store keeps, by whichever batches it came. */
    protected abstract Set<ActivityHits> hits();

    @Test
    void addsHitsToThoseThatAreStored() throws Exception {
        store().addHits(List.of(new ActivityHits("a", "GET /", DAY, 2, T)));
        store().addHits(List.of(new ActivityHits("a", "GET /", DAY, 40, T.plusMillis(1))));

        assertThat(hits())
                .containsExactly(new ActivityHits("a", "GET /", DAY, 42, T.plusMillis(1)));
    }

    @Test
    void keepsTheLatestTimeOfHits() throws Exception {
        store().addHits(List.of(new ActivityHits("a", "GET /", DAY, 1, T)));
        store().addHits(List.of(new ActivityHits("a", "GET /", DAY, 1, T.minusSeconds(60))));

        assertThat(hits()).containsExactly(new ActivityHits("a", "GET /", DAY, 2, T));
    }

    @Test
    void countsClientsActivitiesAndDaysApart() throws Exception {
        List<ActivityHits> batch =
                List.of(
                        new ActivityHits("a", "GET /", DAY, 1, T),
                        new ActivityHits("a", "GET /", DAY.plusDays(1), 2, T),
                        new ActivityHits("a", "PUT /", DAY, 3, T),
                        new ActivityHits("b", "GET /", DAY, 4, T));
        store().addHits(batch);

        assertThat(hits()).containsExactlyInAnyOrderElementsOf(batch);
    }

    @Test
    void countsActivitiesApartFromSightings() throws Exception {
        store().addHits(List.of(new ActivityHits("a", "GET /", DAY, 1, T)));
        store().upsert(List.of(new Sighting("b", T)));

        assertThat(hits()).extracting(ActivityHits::clientId).containsExactly("a");
        assertThat(contents()).containsOnlyKeys("b");
    }

    @Test
    void takesTheLargestBatchOfHits() throws Exception {
        List<ActivityHits> batch = new ArrayList<>();
        for (int i = 0; i < ActivityStore.MAX_BATCH; i++) {
            batch.add(
                    new ActivityHits(
                            "client-%03d".formatted(i / 2),
                            i % 2 == 0 ? "GET /" : "PUT /",
                            DAY,
                            i + 1,
                            T));
        }
        store().addHits(batch);

        assertThat(hits()).containsExactlyInAnyOrderElementsOf(batch);
    }

    @Test
    void tellsRejectedHitsFromFailedOnesAndStoresNoneOfTheBatch() {
        List<ActivityHits> batch =
                List.of(
                        new ActivityHits("a", "GET /", DAY, 1, T),
                        new ActivityHits("b", "x".repeat(101), DAY, 1, T));

        assertThatThrownBy(() -> store().addHits(batch)).isInstanceOf(DataRejectedException.class);
        assertThat(hits()).isEmpty();
    }

    @Test
    void sumsWhateverItAccepts() throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Map<List<Object>, ActivityHits> expected = new HashMap<>();
            hits().forEach(each -> expected.put(key(each), each));
            for (int batch = 0; batch < 10; batch++) {
                Map<List<Object>, ActivityHits> given = new HashMap<>();
                for (int i = random.nextInt(100); i >= 0; i--) {
                    ActivityHits each = randomHits(random);
                    if (accepts(each)) {
                        given.put(key(each), each);
                    }
                }
                given.forEach((key, each) ->
                        expected.merge(key, each, CountingActivityStoreContractTest::sum));
                if (!given.isEmpty()) {
                    store().addHits(given.values().stream().sorted(ActivityHits.ORDER).toList());
                }
            }
            assertThat(hits()).as("seed %d", seed).isEqualTo(new HashSet<>(expected.values()));
        }
    }

    private boolean accepts(ActivityHits hits) {
        return accepts(hits.clientId())
                && store().accepts(hits.clientId())
                && accepts(hits.activity())
                && store().acceptsActivity(hits.activity());
    }

    /** As a tracker asks, before it asks the store. */
    private static boolean accepts(String text) {
        return !text.isEmpty() && text.indexOf('\0') < 0;
    }

    private static ActivityHits randomHits(Random random) {
        Instant seen = T.plusMillis(random.nextInt(1_000_000) - 500_000);
        return new ActivityHits(
                random.nextInt(4) > 0 ? "client-" + random.nextInt(10) : awkwardText(random, 55),
                random.nextInt(4) > 0 ? "GET /" + random.nextInt(5) : awkwardText(random, 105),
                DAY.plusDays(random.nextInt(3)),
                1 + random.nextInt(random.nextBoolean() ? 10 : Integer.MAX_VALUE),
                seen);
    }

    private static List<Object> key(ActivityHits hits) {
        return List.of(hits.clientId(), hits.activity(), hits.day());
    }

    private static ActivityHits sum(ActivityHits one, ActivityHits other) {
        Instant last = one.lastSeen().isAfter(other.lastSeen()) ? one.lastSeen() : other.lastSeen();
        return new ActivityHits(
                one.clientId(), one.activity(), one.day(), one.hits() + other.hits(), last);
    }
}

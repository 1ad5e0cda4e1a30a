package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What each {@link ActivityStore} does. A subclass wires one that takes ids of 50 characters. */
public abstract class ActivityStoreContractTest {
    protected static final Instant T = Instant.parse("2026-05-04T10:00:00.123456Z");

    protected abstract ActivityStore store();

    protected abstract Map<String, Instant> contents();

    @Test
    void addsAClientThatIsNotKnown() throws Exception {
        store().upsert(List.of(new Sighting("a", T)));

        assertThat(contents()).containsExactly(Map.entry("a", T));
    }

    @Test
    void movesLastSeenForwardAndNeverBack() throws Exception {
        store().upsert(List.of(new Sighting("a", T), new Sighting("b", T)));

        store().upsert(
                        List.of(
                                new Sighting("a", T.plusMillis(1)),
                                new Sighting("b", T.minusSeconds(60))));

        assertThat(contents()).containsOnly(Map.entry("a", T.plusMillis(1)), Map.entry("b", T));
    }

    @Test
    void takesTheSameBatchTwice() throws Exception {
        List<Sighting> batch = List.of(new Sighting("a", T), new Sighting("b", T));
        store().upsert(batch);
        store().upsert(batch);

        assertThat(contents()).containsOnly(Map.entry("a", T), Map.entry("b", T));
    }

    @Test
    void takesTheLargestBatch() throws Exception {
        List<Sighting> batch = new ArrayList<>();
        for (int i = 0; i < ActivityStore.MAX_BATCH; i++) {
            batch.add(new Sighting("client-%04d".formatted(i), T.plusMillis(i)));
        }
        store().upsert(batch);

        assertThat(contents()).hasSize(ActivityStore.MAX_BATCH);
        assertThat(contents()).containsEntry("client-0999", T.plusMillis(999));
    }

    @Test
    void tellsARejectedBatchFromAFailedOneAndStoresNoneOfIt() {
        List<Sighting> batch =
                List.of(
                        new Sighting("a", T),
                        new Sighting("b".repeat(51), T),
                        new Sighting("c", T));

        assertThatThrownBy(() -> store().upsert(batch)).isInstanceOf(DataRejectedException.class);
        assertThat(contents()).isEmpty();
    }

    @Test
    void storesAsItIsWhateverItAccepts() throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Map<String, Instant> expected = new HashMap<>(contents());
            for (int batch = 0; batch < 10; batch++) {
                Map<String, Instant> sightings = new HashMap<>();
                int size = 1 + random.nextInt(100);
                for (int i = 0; i < size; i++) {
                    String id = randomId(random);
                    if (!id.isEmpty() && id.indexOf('\0') < 0 && store().accepts(id)) {
                        sightings.put(id, T.plusMillis(random.nextInt(1_000_000) - 500_000));
                    }
                }
                sightings.forEach(
                        (id, seen) -> expected.merge(id, seen, (a, b) -> a.isAfter(b) ? a : b));
                if (!sightings.isEmpty()) {
                    store().upsert(sorted(sightings));
                }
            }
            assertThat(contents()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static List<Sighting> sorted(Map<String, Instant> sightings) {
        return sightings.entrySet().stream()
                .map(entry -> new Sighting(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Sighting::clientId))
                .toList();
    }

    /** Short and repeated ones, and ones of any characters, with halves of surrogate pairs too. */
    private static String randomId(Random random) {
        return random.nextBoolean() ? "client-" + random.nextInt(50) : awkwardText(random, 55);
    }

    /** Text shorter than the length that tempts a store to keep something else. */
    protected static String awkwardText(Random random, int length) {
        String awkward = "'\"\\,{}%?$;\n\t NULL\u0000\u00e9\u4e2d\uFFFD\uFEFF\uD83D\uDE00\uDC00";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length); i > 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? (char) random.nextInt(0x10000)
                            : awkward.charAt(random.nextInt(awkward.length())));
        }
        return text.toString();
    }
}

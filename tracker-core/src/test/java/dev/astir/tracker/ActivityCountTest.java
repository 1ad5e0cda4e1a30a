package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityCountTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final class CountingStore implements CountingActivityStore {
        final Map<String, Instant> rows = new ConcurrentHashMap<>();
        final List<List<ActivityHits>> batches = new CopyOnWriteArrayList<>();
        volatile @Nullable Exception failure;

        @Override
        public void upsert(List<Sighting> sightings) {
            sightings.forEach(sighting -> rows.put(sighting.clientId(), sighting.lastSeen()));
        }

        @Override
        public void addHits(List<ActivityHits> hits) throws Exception {
            if (failure != null) {
                throw failure;
            }
            if (hits.stream().anyMatch(each -> each.activity().equals("poison"))) {
                throw new DataRejectedException("poison", new IllegalArgumentException());
            }
            batches.add(hits);
        }

        @Override
        public boolean acceptsActivity(String activity) {
            return activity.length() <= 10;
        }
    }

    private final CountingStore store = new CountingStore();
    private final SettableClock clock = new SettableClock();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ActivityTracker tracker = tracker(LONG);

    private ActivityTracker tracker(Duration shutdownTimeout) {
        return ActivityTracker.builder(store)
                .flushInterval(Duration.ofHours(1))
                .shutdownTimeout(shutdownTimeout)
                .clock(clock)
                .listener(
                        new TrackerListener() {
                            @Override
                            public void onHitsFlush(int rows, Duration took) {
                                heard.add("hits " + rows);
                            }

                            @Override
                            public void onDrop(ActivityHits hits, DataRejectedException e) {
                                heard.add("drop " + hits.activity());
                            }

                            @Override
                            public void onClose(int lost) {
                                heard.add("close " + lost);
                            }
                        })
                .build();
    }

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void countsEachActivityOfAClientOnEachDay() {
        Instant seen = clock.instant();
        LocalDate day = LocalDate.ofInstant(seen, ZoneOffset.UTC);
        assertThat(tracker.record("b", "GET")).isTrue();
        assertThat(tracker.record("a", "POST")).isTrue();
        assertThat(tracker.record("a", "GET")).isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(tracker.record("a", "GET")).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(tracker.record("a", "GET")).isTrue();

        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(store.rows).containsEntry("a", clock.instant()).containsEntry("b", seen);
        assertThat(store.batches)
                .containsExactly(
                        List.of(
                                new ActivityHits("a", "GET", day, 2, seen.plusSeconds(2)),
                                new ActivityHits("a", "GET", day.plusDays(1), 1, clock.instant()),
                                new ActivityHits("a", "POST", day, 1, seen),
                                new ActivityHits("b", "GET", day, 1, seen)));
        assertThat(heard).containsExactly("hits 4");
        assertThat(tracker.stats().hits().stored()).isEqualTo(4);
    }

    @Test
    void recordsTheSightingAlsoWhenItsActivityIsRefused() {
        assertThat(tracker.record("a", null)).isFalse();
        assertThat(tracker.record("b", "")).isFalse();
        assertThat(tracker.record("c", "much too long")).isFalse();
        assertThat(tracker.record("d", "N\0L")).isFalse();
        assertThat(tracker.record(null, "GET")).isFalse();
        assertThat(tracker.record("", "GET")).isFalse();

        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(store.rows).containsOnlyKeys("a", "b", "c", "d");
        assertThat(store.batches).isEmpty();
        assertThat(tracker.stats().refused()).containsEntry(Refusal.INVALID, 6L);
    }

    @Test
    void storesSightingsWhileCountsCannotBeStored() {
        store.failure = new IOException("no such table");
        tracker.record("a", "GET");

        assertThat(tracker.flush(Duration.ofMillis(50))).isFalse();
        await().until(() -> tracker.stats().hits().failures() > 0);
        assertThat(store.rows).containsOnlyKeys("a");
        store.failure = null;
        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(store.batches).hasSize(1);
    }

    @Test
    void dropsOnlyTheCountThatTheStoreRefuses() {
        tracker.record("a", "GET");
        tracker.record("a", "poison");

        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(store.batches).hasSize(1);
        assertThat(heard).containsExactly("drop poison", "hits 1");
    }

    @Test
    void storesCountsWhenClosed() {
        tracker.record("a", "GET");
        tracker.close();

        assertThat(store.batches).hasSize(1);
        assertThat(heard).containsExactly("hits 1", "close 0");
        assertThat(tracker.record("a", "GET")).isFalse();
    }

    @Test
    void reportsCountsThatAreLost() {
        ActivityTracker tracker = tracker(Duration.ofMillis(200));
        store.failure = new IOException("away");
        tracker.record("a", "GET");
        tracker.record("a", "POST");
        tracker.close();

        assertThat(heard).containsExactly("close 2");
    }

    @Test
    void refusesToCountWithAStoreThatDoesNot() {
        AtomicReference<TrackerStats> started = new AtomicReference<>();
        MemoryStore plain = new MemoryStore();
        try (ActivityTracker tracker =
                ActivityTracker.builder(plain)
                        .listener(
                                new TrackerListener() {
                                    @Override
                                    public void onStart(Supplier<TrackerStats> stats) {
                                        started.set(stats.get());
                                    }
                                })
                        .build()) {
            assertThat(tracker.record("a", "GET")).isFalse();
            assertThat(tracker.stats().refused()).containsEntry(Refusal.UNSUPPORTED, 1L);
        }
        assertThat(plain.rows).containsOnlyKeys("a");
        assertThat(started.get().maxPending()).isEqualTo(100_000);
    }
}

package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityTrackerTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofHours(1);

    private final MemoryStore store = new MemoryStore();
    private final SettableClock clock = new SettableClock();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final TrackerListener listener =
            new TrackerListener() {
                @Override
                public void onFlush(int clients, Duration took) {
                    heard.add("flush " + clients);
                }

                @Override
                public void onFailure(Throwable cause, int pending, Duration retryIn) {
                    heard.add("failure " + cause.getMessage() + " " + pending);
                }

                @Override
                public void onClose(int lost) {
                    heard.add("close " + lost);
                }
            };
    private ActivityTracker tracker = build(builder());

    private ActivityTracker.Builder builder() {
        return ActivityTracker.builder(store)
                .flushInterval(NEVER)
                .clock(clock)
                .listener(listener)
                .shutdownTimeout(LONG);
    }

    private ActivityTracker build(ActivityTracker.Builder builder) {
        if (tracker != null) {
            tracker.close();
            heard.clear();
        }
        tracker = builder.build();
        return tracker;
    }

    @AfterEach
    void closeTracker() {
        tracker.close();
    }

    @Test
    void storesWhenAClientWasSeenAndNotWhenItWasWritten() {
        Instant seen = clock.instant();
        assertThat(tracker.record("a")).isTrue();
        clock.advance(Duration.ofSeconds(5));

        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(store.rows).containsEntry("a", seen);
        assertThat(heard).containsExactly("flush 1");
    }

    @Test
    void flushesAtItsInterval() {
        build(builder().flushInterval(Duration.ofMillis(20)));
        tracker.record("a");
        await().until(() -> store.rows.containsKey("a"));
        tracker.record("b");
        await().until(() -> store.rows.containsKey("b"));
    }

    @Test
    void flushesEarlyWhenEnoughClientsArePending() {
        build(builder().maxBatchSize(3));
        tracker.record("a");
        tracker.record("a");
        tracker.record("b");
        assertThat(tracker.stats().pending()).isEqualTo(2);
        tracker.record("c");

        await().until(() -> store.rows.size() == 3);
        assertThat(store.batches).containsExactly(3);
    }

    @Test
    void writesNothingWhenNothingIsPending() {
        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(store.batches).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void writesAllThatIsPendingInBatchesOfAtMostAThousand() {
        for (int i = 0; i < 2_500; i++) {
            tracker.record("client-" + i);
        }

        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(store.batches.stream().mapToInt(Integer::intValue)).allMatch(n -> n <= 1_000);
        assertThat(store.rows).hasSize(2_500);
        assertThat(tracker.stats().stored()).isEqualTo(2_500);
    }

    @Test
    void refusesIdsThatCannotBeStoredAndNeverThrows() {
        assertThat(tracker.record(null)).isFalse();
        assertThat(tracker.record("")).isFalse();
        assertThat(tracker.record("a\0b")).isFalse();
        assertThat(tracker.stats().refused()).containsEntry(Refusal.INVALID, 3L);
    }

    @Test
    void keepsSightingsWhileTheStoreFailsAndStoresTheLatestWhenItIsBack() {
        store.failure = new IOException("away");
        tracker.record("a");
        assertThat(tracker.flush(Duration.ofMillis(50))).isFalse();
        await().until(() -> tracker.stats().failures() > 0);
        clock.advance(Duration.ofSeconds(7));
        tracker.record("a");
        tracker.record("b");
        store.failure = null;

        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(store.rows).containsEntry("a", clock.instant()).containsKey("b");
        assertThat(heard.get(0)).isEqualTo("failure away 1");
        assertThat(tracker.stats().failures()).isPositive();
        assertThat(tracker.stats().pending()).isZero();
    }

    @Test
    void tellsWhenItLastStoredSomethingAlsoWhenTheRestOfThatFlushFailed() {
        AtomicInteger batches = new AtomicInteger();
        build(
                ActivityTracker.builder(
                                batch -> {
                                    if (batches.incrementAndGet() == 2) {
                                        throw new IOException("away");
                                    }
                                })
                        .flushInterval(NEVER)
                        .maxBatchSize(10_000)
                        .clock(clock)
                        .listener(listener));
        for (int i = 0; i < 1_500; i++) {
            tracker.record("client-" + i);
        }
        assertThat(tracker.flush(Duration.ZERO)).isFalse();
        await().until(() -> heard.contains("failure away 500"));

        assertThat(tracker.stats().stored()).isGreaterThanOrEqualTo(1_000);
        assertThat(tracker.stats().flushes()).isPositive();
        assertThat(tracker.stats().lastSuccess()).isEqualTo(clock.instant());
        assertThat(heard.get(0)).as("no flush that was whole").isEqualTo("failure away 500");
    }

    @Test
    void triesAgainByItselfUntilTheStoreIsBack() {
        build(builder().flushInterval(Duration.ofMillis(10)));
        store.failure = new IOException("away");
        tracker.record("a");
        await().until(() -> tracker.stats().failures() >= 2);
        store.failure = null;

        await().until(() -> store.rows.containsKey("a"));
    }

    @Test
    void boundsWhatItHoldsWhileTheStoreFails() {
        build(builder().maxPending(2));
        store.failure = new IOException("away");
        tracker.record("a");
        tracker.record("b");
        assertThat(tracker.flush(Duration.ofMillis(20))).isFalse();
        await().until(() -> tracker.stats().failures() > 0); // so that no attempt is going on
        clock.advance(Duration.ofSeconds(1));

        assertThat(tracker.record("c")).isFalse();
        assertThat(tracker.record("a")).isTrue();
        assertThat(tracker.stats().pending()).isEqualTo(2);
        assertThat(tracker.stats().refused()).containsEntry(Refusal.FULL, 1L);
        store.failure = null;
        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(tracker.record("c")).isTrue();
    }

    @Test
    void survivesAnyThrowableOfTheStoreAndOfTheListener() {
        build(
                builder()
                        .listener(
                                new TrackerListener() {
                                    @Override
                                    public void onFlush(int clients, Duration took) {
                                        throw new IllegalStateException("listener");
                                    }

                                    @Override
                                    public void onFailure(Throwable t, int n, Duration retryIn) {
                                        throw new AssertionError("listener");
                                    }
                                }));
        store.failure = new StackOverflowError("store");
        tracker.record("a");
        assertThat(tracker.flush(Duration.ofMillis(50))).isFalse();
        await().until(() -> tracker.stats().failures() > 0);
        store.failure = null;

        assertThat(tracker.flush(LONG)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        tracker.record("a");
        assertThat(tracker.flush(LONG)).isTrue();
        assertThat(store.rows).containsEntry("a", clock.instant());
    }

    @Test
    void storesWhatIsPendingWhenClosed() {
        tracker.record("a");
        tracker.close();

        assertThat(store.rows).containsOnlyKeys("a");
        assertThat(heard).containsExactly("flush 1", "close 0");
    }

    @Test
    void storesWhatIsPendingWhenClosedByAnInterruptedThread() {
        tracker.record("a");
        Thread.currentThread().interrupt();
        tracker.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.rows).containsOnlyKeys("a");
    }

    @Test
    void refusesSightingsOnceClosed() {
        tracker.record("a");
        tracker.close();
        tracker.close();

        assertThat(tracker.record("a")).isFalse();
        assertThat(tracker.record("b")).isFalse();
        assertThat(tracker.flush(Duration.ZERO)).isTrue();
        assertThat(tracker.stats().refused()).containsEntry(Refusal.CLOSED, 2L);
        assertThat(heard).containsExactly("flush 1", "close 0");
    }

    @Test
    void reportsWhatItCouldNotStoreBeforeTheShutdownTimeout() {
        build(builder().shutdownTimeout(Duration.ofMillis(200)));
        store.failure = new IOException("away");
        tracker.record("a");
        tracker.record("b");
        tracker.close();

        assertThat(heard).endsWith("close 2");
        assertThat(tracker.record("a")).isFalse();
        assertThat(tracker.flush(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void doesNothingWhenDisabled() {
        build(builder().enabled(false));

        assertThat(tracker.record("a")).isFalse();
        assertThat(tracker.flush(Duration.ZERO)).isTrue();
        tracker.close();
        assertThat(store.rows).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void tellsItsSettingsAndItsLastSuccess() {
        assertThat(tracker.stats().lastSuccess()).isNull();
        tracker.record("a");
        tracker.flush(LONG);

        TrackerStats stats = tracker.stats();
        assertThat(stats.lastSuccess()).isEqualTo(clock.instant());
        assertThat(stats.flushes()).isEqualTo(1);
        assertThat(stats.flushInterval()).isEqualTo(NEVER);
        assertThat(stats.maxBatchSize()).isEqualTo(100);
        assertThat(stats.maxPending()).isEqualTo(100_000);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> builder().flushInterval(Duration.ZERO))
                .hasMessage("flushInterval must be from PT0.001S to PT24H, but is PT0S");
        assertThatThrownBy(() -> builder().maxBatchSize(0))
                .hasMessage("maxBatchSize must be at least 1, but is 0");
        assertThatThrownBy(() -> builder().maxPending(-1))
                .hasMessage("maxPending must be at least 1, but is -1");
        assertThatThrownBy(() -> builder().granularity(Duration.ofMillis(-1)))
                .hasMessageContaining("granularity must be from PT0S");
    }
}

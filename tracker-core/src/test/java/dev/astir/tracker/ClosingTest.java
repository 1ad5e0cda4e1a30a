package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing by a listener, by several threads, and with a store that does not answer. */
@Timeout(60)
class ClosingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final class Store implements CountingActivityStore {
        @Override
        public void upsert(List<Sighting> sightings) throws Exception {
            failOrBlock(failure);
            sightings.forEach(sighting -> stored.add(sighting.clientId()));
        }

        @Override
        public void addHits(List<ActivityHits> hits) throws Exception {
            failOrBlock(failure == null ? failureOfCounts : failure);
            hits.forEach(each -> stored.add(each.clientId() + " " + each.activity()));
        }

        private void failOrBlock(@Nullable Exception failure) throws Exception {
            if (blocked.getCount() > 0) {
                blockedThread.set(Thread.currentThread());
            }
            while (blocked.getCount() > 0) {
                try {
                    blocked.await();
                } catch (InterruptedException e) {
                    // As a driver that reads from a socket, which no interrupt ends.
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap.KeySetView<String, Boolean> stored =
            ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> blockedThread = new AtomicReference<>();
    private volatile CountDownLatch blocked = new CountDownLatch(0);
    private volatile @Nullable Exception failure;
    private volatile @Nullable Exception failureOfCounts;
    private @Nullable ActivityTracker open;

    @AfterEach
    void close() {
        blocked.countDown();
        failure = null;
        if (open != null) {
            open.close();
        }
    }

    private ActivityTracker tracker(Duration shutdownTimeout, TrackerListener listener) {
        TrackerListener onClose =
                new TrackerListener() {
                    @Override
                    public void onClose(int lost) {
                        heard.add("close " + lost);
                    }
                };
        ActivityTracker tracker =
                ActivityTracker.builder(new Store())
                        .flushInterval(Duration.ofMillis(10))
                        .shutdownTimeout(shutdownTimeout)
                        .listener(TrackerListener.allOf(List.of(listener, onClose)))
                        .build();
        open = tracker;
        return tracker;
    }

    /** Closes the tracker with the first failure, after which the store is well or is not. */
    private ActivityTracker closedByItsListener(Duration shutdownTimeout, boolean storeIsBack) {
        AtomicReference<@Nullable ActivityTracker> self = new AtomicReference<>();
        TrackerListener listener =
                new TrackerListener() {
                    @Override
                    public void onFailure(Throwable cause, int pending, Duration retryIn) {
                        ActivityTracker tracker = self.get();
                        if (tracker != null) {
                            failure = storeIsBack ? null : failure;
                            failureOfCounts = null;
                            tracker.close();
                        }
                    }
                };
        ActivityTracker tracker = tracker(shutdownTimeout, listener);
        self.set(tracker);
        return tracker;
    }

    @Test
    void storesWhatIsPendingWhenItsListenerClosesIt() {
        failure = new IOException("away");
        closedByItsListener(LONG, true).record("a");

        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("close 0");
        assertThat(stored).containsOnly("a");
    }

    @Test
    void storesWhatIsPendingWhenItsListenerClosesItOnTheThreadOfTheCounts() {
        failureOfCounts = new IOException("away");
        closedByItsListener(LONG, true).record("a", "GET");

        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("close 0");
        assertThat(stored).containsOnly("a", "a GET");
    }

    @Test
    void reportsWhatIsLostWhenItsListenerClosesItAndTheStoreStaysAway() {
        blocked = new CountDownLatch(1);
        failure = new IOException("away");
        assertThat(closedByItsListener(SHORT, false).record("a", "GET")).isTrue();
        blocked.countDown();

        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("close 2");
    }

    @Test
    void doesNotWaitForItselfWhenItsListenerFlushes() {
        AtomicReference<@Nullable ActivityTracker> self = new AtomicReference<>();
        List<String> answers = new CopyOnWriteArrayList<>();
        ActivityTracker tracker =
                tracker(
                        LONG,
                        new TrackerListener() {
                            @Override
                            public void onFlush(int clients, Duration took) {
                                flush("sightings");
                            }

                            @Override
                            public void onHitsFlush(int rows, Duration took) {
                                flush("hits");
                            }

                            private void flush(String what) {
                                ActivityTracker tracker = self.get();
                                if (tracker != null) {
                                    answers.add(what + " " + tracker.flush(Duration.ofDays(1)));
                                }
                            }
                        });
        self.set(tracker);
        tracker.record("a", "GET");

        assertThat(tracker.flush(LONG)).isTrue();
        await().until(() -> answers.size() == 2);
        assertThat(answers).containsExactlyInAnyOrder("sightings false", "hits false");
    }

    @Test
    void returnsFromClosingWhenTheStoreDoesNotAnswerAndReportsWhatIsLost() throws Exception {
        blocked = new CountDownLatch(1);
        ActivityTracker tracker = tracker(SHORT, TrackerListener.NONE);
        tracker.record("a");
        await().until(() -> blockedThread.get() != null);
        tracker.record("b");
        tracker.close();

        assertThat(heard).containsExactly("close 2");
        assertThat(tracker.record("b")).isFalse();
        blocked.countDown();
        Thread flushing = blockedThread.get();
        assertThat(flushing).isNotNull();
        flushing.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(flushing.isAlive()).isFalse();
        assertThat(heard).containsExactly("close 2");
    }

    @Test
    void reportsAllThatIsLostOnceWhenSeveralThreadsClose() throws Exception {
        for (int round = 0; round < 20; round++) {
            heard.clear();
            failure = new IOException("away");
            ActivityTracker tracker = tracker(SHORTEST, TrackerListener.NONE);
            tracker.record("a", "GET");
            tracker.record("a", "POST");
            Thread other = new Thread(tracker::close);
            other.start();
            tracker.close();
            other.join();

            assertThat(heard).containsExactly("close 3");
        }
    }
}

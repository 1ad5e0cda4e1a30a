package dev.astir.tracker.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class PeriodicTest {
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    @Test
    void runsAgainAndAgainOnOneDaemonThreadUntilClosed() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Periodic periodic =
                periodic(closing -> {
                    threads.add(Thread.currentThread());
                    runs.incrementAndGet();
                });
        assertThat(runs).hasValue(0);
        periodic.start();
        periodic.start();
        await().until(() -> runs.get() >= 5);
        periodic.close();
        int atClose = runs.get();

        assertThat(threads).hasSize(1).allMatch(Thread::isDaemon);
        for (Thread each : threads) {
            each.join();
        }
        assertThat(runs).hasValue(atClose);
        periodic.close();
        assertThatThrownBy(periodic::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("test is closed");
    }

    @Test
    void survivesWhateverItsTaskThrowsAndBeingInterrupted() {
        try (Periodic periodic =
                periodic(closing -> {
                    thread.set(Thread.currentThread());
                    switch (runs.incrementAndGet()) {
                        case 1 -> throw new Exception("checked");
                        case 2 -> throw new IllegalStateException("unchecked");
                        case 3 -> throw new StackOverflowError("error");
                        case 4 -> Thread.currentThread().interrupt();
                        default -> {}
                    }
                })) {
            periodic.start();
            await().until(() -> runs.get() >= 6);
            assertThat(thread.get().isAlive()).isTrue();
        }
    }

    @Test
    void tellsARunToStopAndWaitsForIt() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Periodic periodic =
                periodic(closing -> {
                    running.countDown();
                    await().until(closing::getAsBoolean);
                    runs.incrementAndGet();
                });
        periodic.start();
        assertThat(running.await(30, SECONDS)).isTrue();
        periodic.close();

        assertThat(runs).hasValue(1);
    }

    @Test
    void canBeClosedByItsOwnTask() throws Exception {
        AtomicReference<Periodic> self = new AtomicReference<>();
        self.set(
                periodic(closing -> {
                    thread.set(Thread.currentThread());
                    runs.incrementAndGet();
                    self.get().close();
                }));
        self.get().start();
        await().until(() -> thread.get() != null);

        thread.get().join();
        assertThat(runs).hasValue(1);
    }

    @Test
    void canBeClosedWithoutHavingStarted() {
        periodic(closing -> runs.incrementAndGet()).close();

        assertThat(runs).hasValue(0);
    }

    @Test
    void doesNotWaitForTheIntervalWhenClosed() throws Exception {
        Periodic periodic =
                new Periodic(
                        "test",
                        Periodic.LONGEST_INTERVAL,
                        closing -> thread.set(Thread.currentThread()),
                        LoggerFactory.getLogger(PeriodicTest.class));
        periodic.start();
        periodic.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(each -> each.getName().equals("test"))
                .isEmpty();
    }

    private static Periodic periodic(Periodic.Task task) {
        return new Periodic(
                "test", Duration.ofMillis(1), task, LoggerFactory.getLogger(PeriodicTest.class));
    }
}

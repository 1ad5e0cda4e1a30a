package dev.astir.tracker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncLoopTest {
    /** Always the first instant of what it may be. */
    private static final RandomGenerator SOONEST = () -> 0;

    @Test
    void doublesTheCeilingOfTheWaitUpToThirtySeconds() {
        assertThat(
                        IntStream.of(1, 2, 3, 6, 7, 100, Integer.MAX_VALUE)
                                .mapToLong(SyncLoop::ceilingNanos)
                                .mapToObj(Duration::ofNanos))
                .containsExactly(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
    }

    @Test
    void goesOnAfterAnyThrowable() {
        AtomicInteger syncs = new AtomicInteger();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        SyncLoop loop =
                new SyncLoop(
                        "loop",
                        () -> {
                            if (syncs.incrementAndGet() <= 3) {
                                throw new AssertionError(syncs.get());
                            }
                        },
                        (cause, wait) -> {
                            failures.add(cause);
                            throw new IllegalStateException();
                        },
                        Duration.ofMillis(1),
                        SOONEST);
        loop.start();
        try {
            await().until(() -> syncs.get() > 10);
        } finally {
            loop.close(Duration.ofSeconds(10));
        }
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("1", "2", "3");
    }

    @Test
    void canBeClosedByItsOwnThread() {
        AtomicReference<SyncLoop> loop = new AtomicReference<>();
        AtomicInteger syncs = new AtomicInteger();
        loop.set(
                new SyncLoop(
                        "loop-closing-itself",
                        () -> {
                            syncs.incrementAndGet();
                            loop.get().close(Duration.ofDays(1));
                        },
                        (cause, wait) -> {},
                        Duration.ofMillis(1),
                        SOONEST));
        loop.get().start();

        await().until(() ->
                syncs.get() == 1
                        && Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(
                                        thread -> thread.getName().equals("loop-closing-itself")));
    }
}

package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlushLoopTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** The longest that each wait can be. */
    private static final RandomGenerator LONGEST =
            new RandomGenerator() {
                @Override
                public long nextLong() {
                    return Long.MAX_VALUE;
                }

                @Override
                public long nextLong(long bound) {
                    return bound - 1;
                }
            };

    private static final class Target implements FlushLoop.Target {
        final AtomicInteger flushes = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();

        /** How many flushes fail before one succeeds. */
        final AtomicInteger failuresInAll = new AtomicInteger();

        final AtomicInteger ends = new AtomicInteger();

        @Override
        public void flush(boolean everything) throws Exception {
            if (failures.get() < failuresInAll.get()) {
                throw new IOException("away");
            }
            flushes.incrementAndGet();
        }

        @Override
        public void failed(Throwable cause, Duration retryIn) {
            failures.incrementAndGet();
        }

        @Override
        public boolean retire() {
            return true;
        }

        @Override
        public void ended() {
            ends.incrementAndGet();
        }
    }

    /** A thread for which there are no resources at first. */
    private static final class ReluctantThread extends Thread {
        private final AtomicInteger startsToFail;

        ReluctantThread(Runnable task, AtomicInteger startsToFail) {
            super(task, "reluctant");
            this.startsToFail = startsToFail;
        }

        @Override
        public void start() {
            if (startsToFail.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            super.start();
        }
    }

    private final AtomicLong leap = new AtomicLong();
    private final AtomicInteger startsToFail = new AtomicInteger();
    private final Target target = new Target();
    private final FlushLoop loop =
            new FlushLoop(
                    task -> new ReluctantThread(task, startsToFail),
                    target,
                    Duration.ofHours(1),
                    LONGEST,
                    () -> System.nanoTime() + leap.get());

    @AfterEach
    void close() {
        loop.beginClose(LONG);
        loop.awaitClose();
    }

    @Test
    void startsWithALaterAttemptWhenThereWasNoThreadToBeHad() {
        startsToFail.set(3);
        assertThatThrownBy(loop::start).isInstanceOf(OutOfMemoryError.class);
        assertThat(loop.tryStart()).isFalse();
        assertThat(loop.flush(LONG)).as("with no thread").isFalse();

        assertThat(loop.tryStart()).isTrue();
        assertThat(loop.tryStart()).isTrue();
        assertThat(loop.flush(LONG)).isTrue();
        assertThat(target.flushes).hasValue(1);
    }

    @Test
    void flushesAtItsCloseWhenThereIsAThreadToBeHadByThen() {
        startsToFail.set(2);
        loop.beginClose(LONG);

        assertThat(loop.awaitClose()).isTrue();
        assertThat(target.flushes).hasValue(1);
        await().untilAsserted(() -> assertThat(target.ends).hasValue(1));
    }

    @Test
    void triesAgainSoonInALongOutageWhileSomebodyWaits() {
        loop.start();
        target.failuresInAll.set(Integer.MAX_VALUE);
        assertThat(loop.flush(Duration.ZERO)).isFalse();
        await().until(() -> target.failures.get() > 0);
        leap.addAndGet(Duration.ofHours(1).toNanos());
        // Two, because one attempt may come by itself before the flush.
        target.failuresInAll.set(target.failures.get() + 2);

        // Without a cap, the attempt after the failing one would come in 30 seconds.
        assertThat(loop.flush(Duration.ofSeconds(15))).isTrue();
        assertThat(target.failures).hasValue(target.failuresInAll.get());
    }
}

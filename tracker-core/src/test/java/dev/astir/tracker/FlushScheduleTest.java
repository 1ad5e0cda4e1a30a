package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FlushScheduleTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    /** Monotonic times may be negative, and may overflow. */
    private static final long T = Long.MAX_VALUE - SECOND / 2;

    private final FlushSchedule schedule =
            new FlushSchedule(Duration.ofSeconds(1), new Random(1), T);

    @Test
    void startsAtARandomPhaseOfTheInterval() {
        RandomGenerator random = new Random(1);
        List<Long> phases =
                LongStream.range(0, 1_000)
                        .map(i ->
                                new FlushSchedule(Duration.ofSeconds(1), random, T)
                                        .delayNanos(T, false))
                        .boxed()
                        .toList();

        assertThat(phases).allMatch(phase -> phase > 0 && phase <= SECOND);
        assertThat(phases).anyMatch(phase -> phase < SECOND / 10);
        assertThat(phases).anyMatch(phase -> phase > SECOND * 9 / 10);
    }

    @Test
    void flushesOneIntervalAfterTheLastStart() {
        schedule.succeeded(T, T + 10 * MILLI);

        assertThat(schedule.delayNanos(T + 10 * MILLI, false)).isEqualTo(SECOND - 10 * MILLI);
    }

    @Test
    void flushesAFullBufferEarlierButNotBeforeAQuarterOfTheInterval() {
        schedule.succeeded(T, T + 10 * MILLI);

        assertThat(schedule.delayNanos(T + 10 * MILLI, true)).isEqualTo(SECOND / 4);
        assertThat(schedule.delayNanos(T + 260 * MILLI, true)).isZero();
    }

    @Test
    void leavesAQuarterOfTheIntervalAfterAFlushThatTookLongerThanOne() {
        schedule.succeeded(T, T + 5 * SECOND);

        assertThat(schedule.delayNanos(T + 5 * SECOND, false)).isEqualTo(SECOND / 4);
    }

    @Test
    void backsOffWithACeilingOfHalfASecondAtFirst() {
        for (int i = 0; i < 100; i++) {
            assertThat(schedule.failed(T, false)).isBetween(1L, SECOND / 2);
        }
    }

    @Test
    void raisesTheCeilingWithTheOutageUpToThirtySeconds() {
        assertThat(longestWaitAfter(60 * SECOND)).isBetween(2 * SECOND, 3 * SECOND);
        assertThat(longestWaitAfter(3600 * SECOND)).isBetween(25 * SECOND, 30 * SECOND);
    }

    private long longestWaitAfter(long outage) {
        schedule.succeeded(T, T);
        schedule.failed(T, false);
        long longest = 0;
        for (int i = 0; i < 100; i++) {
            longest = Math.max(longest, schedule.failed(T + outage, false));
        }
        return longest;
    }

    @Test
    void triesOftenInALongOutageWhileAFlushIsAwaited() {
        schedule.failed(T, false);
        for (int i = 0; i < 100; i++) {
            assertThat(schedule.failed(T + 3600 * SECOND, true)).isBetween(1L, SECOND / 2);
        }
    }

    @Test
    void doesNotLetAFullBufferShortenTheBackOff() {
        long wait = schedule.failed(T, false);

        assertThat(schedule.delayNanos(T, true)).isEqualTo(wait);
    }

    @Test
    void forgetsTheOutageAfterASuccess() {
        schedule.failed(T, false);
        schedule.failed(T + 3600 * SECOND, false);
        schedule.succeeded(T + 3600 * SECOND, T + 3600 * SECOND);

        assertThat(schedule.failed(T + 3601 * SECOND, false)).isLessThanOrEqualTo(SECOND / 2);
    }

    @Test
    void isDueAtOnceAfterARestart() {
        schedule.failed(T, false);
        schedule.restart(T + 1);

        assertThat(schedule.delayNanos(T + 1, false)).isZero();
    }
}

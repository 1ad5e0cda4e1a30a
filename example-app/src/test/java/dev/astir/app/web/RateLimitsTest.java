package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.identity.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final RateLimit FIVE = RateLimit.of("five", 5, Duration.ofMinutes(1));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-05-01T10:00:00Z"));
    private final RateLimits limits = limits(100_000);

    private RateLimits limits(int maxKeys) {
        return new RateLimits(new NodeBuckets(new SettableClock(now), maxKeys));
    }

    @Test
    void tellsWhenThereIsOneAgain() {
        takeAll(limits, "ada");
        pass(Duration.ofSeconds(20));

        assertThat(limits.tryTake(FIVE, "ada")).contains(Duration.ofSeconds(40));
        assertThatThrownBy(() -> limits.take(FIVE, "ada", "Slowly."))
                .isInstanceOf(ProblemException.class)
                .hasMessage("Slowly.");

        pass(Duration.ofSeconds(40));

        takeAll(limits, "ada");
        assertThat(limits.tryTake(FIVE, "ada")).isPresent();
    }

    @Test
    void becomesFreeOneByOne() {
        RateLimit limit = RateLimit.oneEach("two", 2, Duration.ofSeconds(20));
        limits.take(limit, "ada", "");
        limits.take(limit, "ada", "");

        assertThat(limits.tryTake(limit, "ada")).contains(Duration.ofSeconds(20));
        pass(Duration.ofSeconds(20));
        assertThat(limits.tryTake(limit, "ada")).isEmpty();
        assertThat(limits.tryTake(limit, "ada")).isPresent();
    }

    @Test
    void keysAndLimitsAreApart() {
        takeAll(limits, "ada");

        assertThat(limits.tryTake(FIVE, "bob")).isEmpty();
        assertThat(limits.tryTake(RateLimit.of("six", 6, Duration.ofMinutes(1)), "ada")).isEmpty();
    }

    @Test
    void givesBackNoMoreThanThereIs() {
        limits.giveBack(FIVE, "ada");
        takeAll(limits, "ada");
        assertThat(limits.tryTake(FIVE, "ada")).isPresent();

        limits.giveBack(FIVE, "ada");

        assertThat(limits.tryTake(FIVE, "ada")).isEmpty();
        assertThat(limits.tryTake(FIVE, "ada")).isPresent();
    }

    @Test
    void whatFailsCountsForNothingWhereSuccessesAreCounted() {
        for (int i = 0; i < FIVE.capacity() + 1; i++) {
            assertThatThrownBy(() ->
                            limits.countingSuccesses(
                                    FIVE,
                                    "ada",
                                    "Slowly.",
                                    () -> {
                                        throw new IllegalArgumentException("planted");
                                    }))
                    .hasMessage("planted");
        }
        for (int i = 0; i < FIVE.capacity(); i++) {
            assertThat(limits.countingSuccesses(FIVE, "ada", "Slowly.", () -> "done"))
                    .isEqualTo("done");
        }

        assertThatThrownBy(() -> limits.countingSuccesses(FIVE, "ada", "Slowly.", () -> "done"))
                .hasMessage("Slowly.");
    }

    @Test
    void manyAtOnceGainNothing() {
        AtomicInteger admitted = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> {
                    limits.take(FIVE, "ada", "");
                    return admitted.incrementAndGet();
                });
            }
        }

        assertThat(admitted).hasValue(5);
    }

    /** A counter is not brought back to its beginning by asking for many others. */
    @Test
    void aFloodOfKeysDoesNotForgetAnEmptyBucket() {
        RateLimits small = limits(800);
        takeAll(small, "ada");

        for (int i = 0; i < 20_000; i++) {
            small.take(FIVE, "stranger " + i, "");
        }

        assertThat(small.tryTake(FIVE, "ada")).isPresent();
    }

    private static void takeAll(RateLimits limits, String key) {
        for (int i = 0; i < FIVE.capacity(); i++) {
            limits.take(FIVE, key, "");
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}

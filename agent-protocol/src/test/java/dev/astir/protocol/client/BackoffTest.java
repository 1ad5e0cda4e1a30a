package dev.astir.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void growsFromHalfASecondToTwentyWithFullJitter() {
        List<Long> first =
                IntStream.range(0, 2000)
                        .mapToObj(i -> new Backoff(new Random(i)).next().toMillis())
                        .toList();
        assertThat(first).allSatisfy(wait -> assertThat(wait).isBetween(500L, 1000L));

        List<Long> late = IntStream.range(0, 2000).mapToObj(i -> afterFailures(i, 20)).toList();
        assertThat(late).allSatisfy(wait -> assertThat(wait).isBetween(500L, 20_000L));
        assertThat(late).anySatisfy(wait -> assertThat(wait).isLessThan(2_000L));
        assertThat(late).anySatisfy(wait -> assertThat(wait).isGreaterThan(18_000L));
    }

    @Test
    void startsOverAfterASuccess() {
        Backoff backoff = new Backoff(new Random(1));
        for (int i = 0; i < 30; i++) {
            backoff.next();
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(Backoff.SHORTEST, Duration.ofSeconds(1));
    }

    private static long afterFailures(int seed, int failures) {
        Backoff backoff = new Backoff(new Random(seed));
        Duration wait = Duration.ZERO;
        for (int i = 0; i < failures; i++) {
            wait = backoff.next();
        }
        return wait.toMillis();
    }
}

package dev.astir.benchmarks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final Memory BEFORE = new Memory(1_000, 500, 50, 100);

    @Test
    void isNoneWithinTheTolerance() {
        assertThat(growth(new Memory(1_100, 550, 55, 110))).isFalse();
        assertThat(growth(new Memory(900, 400, 10, 90))).isFalse();
    }

    @Test
    void isFoundInEachFigure() {
        assertThat(growth(new Memory(1_101, 500, 50, 100))).isTrue();
        assertThat(growth(new Memory(1_000, 551, 50, 100))).isTrue();
        assertThat(growth(new Memory(1_000, 500, 50, 111))).isTrue();
    }

    private static boolean growth(Memory after) {
        return new Growth(BEFORE, after, 5, 10, "", Duration.ofSeconds(1)).isThere();
    }
}

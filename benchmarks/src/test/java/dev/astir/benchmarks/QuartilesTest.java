package dev.astir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class QuartilesTest {

    @Test
    void findsTheMedianAndTheQuartilesOfAnyOrder() {
        assertThat(Quartiles.of(DoubleStream.of(5, 1, 4, 2, 3))).isEqualTo(new Quartiles(2, 3, 4));
    }

    @Test
    void takesWhatLiesBetweenTwoValues() {
        assertThat(Quartiles.of(DoubleStream.of(1, 2))).isEqualTo(new Quartiles(1.25, 1.5, 1.75));
    }

    @Test
    void writesTheMedianFirst() {
        assertThat(new Quartiles(0.98, 0.99, 1.0).text(2)).isEqualTo("0.99 [0.98, 1.00]");
    }

    @Test
    void refusesNoValues() {
        assertThatThrownBy(() -> Quartiles.of(DoubleStream.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

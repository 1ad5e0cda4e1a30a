package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A full buffer while its keys are being written. */
class MergingBufferTest {
    private final MergingBuffer<String, String> buffer =
            new MergingBuffer<>(
                    (older, newer) -> older + newer,
                    key -> true,
                    String::compareTo,
                    2,
                    Integer.MAX_VALUE,
                    () -> {});

    private List<MergingBuffer.Taken<String, String>> taken = List.of();

    @BeforeEach
    void takeAsManyAsItHolds() {
        buffer.add("a", "1");
        buffer.add("b", "1");
        taken = buffer.take(false);
    }

    @Test
    void letsKeysGoOnThatAreBeingWrittenAndRefusesNewOnes() {
        assertThat(buffer.add("a", "2")).isTrue();
        assertThat(buffer.add("a", "3")).isTrue();
        assertThat(buffer.add("c", "1")).isFalse();
        assertThat(buffer.pending()).isEqualTo(2);
    }

    @Test
    void countsAKeyOnceThatIsAddedAgainAndThenStored() {
        buffer.add("a", "2");
        buffer.settle(taken);
        buffer.restore(List.of());

        assertThat(buffer.pending()).isEqualTo(1);
        assertThat(buffer.add("c", "1")).isTrue();
        assertThat(buffer.add("d", "1")).isFalse();
        assertThat(buffer.take(false)).hasToString("[a=2, c=1]");
    }

    @Test
    void countsAKeyOnceThatIsAddedAgainAndThenComesBack() {
        buffer.add("a", "2");
        buffer.restore(taken);

        assertThat(buffer.pending()).isEqualTo(2);
        assertThat(buffer.add("c", "1")).isFalse();
        assertThat(buffer.take(false)).hasToString("[a=12, b=1]");
    }

    @Test
    void takesSomeAndLeavesTheOthers() {
        buffer.restore(taken);
        List<MergingBuffer.Taken<String, String>> some = buffer.takeSome(1);

        assertThat(some).hasSize(1);
        assertThat(buffer.pending()).isEqualTo(2);
        buffer.settle(some);
        buffer.restore(List.of());
        assertThat(buffer.takeSome(5)).hasSize(1);
    }

    @Test
    void isEmptyWhenAllIsStored() {
        buffer.close();
        assertThat(buffer.retire()).isFalse();
        buffer.settle(taken);

        assertThat(buffer.pending()).isZero();
        assertThat(buffer.retire()).isTrue();
    }
}

package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.SightingBuffer.Taken;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SightingBufferTest {
    private final AtomicInteger wakes = new AtomicInteger();
    private final SightingBuffer buffer = buffer(3, 0);

    private SightingBuffer buffer(int capacity, long stepMillis) {
        return new SightingBuffer(
                capacity, stepMillis, 2, id -> id.length() < 10, wakes::incrementAndGet);
    }

    private static List<String> ids(List<Taken> taken) {
        return taken.stream().map(each -> each.cell().id).toList();
    }

    private void flush() {
        buffer.settle(buffer.take(false));
    }

    @Test
    void holdsTheLatestSightingOfEachClientInOrderOfIds() {
        buffer.record("b", 1);
        buffer.record("a", 2);
        buffer.record("b", 3);
        buffer.record("b", 2);

        assertThat(buffer.pending()).isEqualTo(2);
        List<Taken> taken = buffer.take(false);
        assertThat(ids(taken)).containsExactly("a", "b");
        assertThat(taken.get(1).seenMillis()).isEqualTo(3);
    }

    @Test
    void takesSomeAndLeavesTheOthers() {
        SightingBuffer roomy = buffer(10, 0);
        for (String id : List.of("a", "b", "c", "d")) {
            roomy.record(id, 1);
        }
        List<Taken> some = roomy.takeSome(2);
        roomy.record("e", 1);

        assertThat(some).hasSize(2);
        assertThat(roomy.pending()).isEqualTo(5);
        roomy.settle(some.subList(0, 1));
        roomy.restore(some.subList(1, 2));
        assertThat(roomy.pending()).isEqualTo(4);
        List<Taken> others = roomy.takeSome(10);
        assertThat(ids(others)).hasSize(4).doesNotContain(some.get(0).cell().id);
        roomy.settle(others);
        assertThat(roomy.pending()).isZero();
    }

    @Test
    void doesNotTakeAgainWhatIsSettled() {
        buffer.record("a", 1);
        flush();
        buffer.record("a", 1);

        assertThat(buffer.pending()).isZero();
        assertThat(buffer.take(false)).isEmpty();
        assertThat(buffer.take(true)).isEmpty();
    }

    @Test
    void takesAClientAgainThatIsSeenWhileItIsBeingWritten() {
        buffer.record("a", 1);
        List<Taken> taken = buffer.take(false);
        buffer.record("a", 2);
        buffer.settle(taken);

        assertThat(buffer.pending()).isEqualTo(1);
        assertThat(buffer.take(false)).extracting(Taken::seenMillis).containsExactly(2L);
    }

    @Test
    void countsAClientOnceThatIsSeenWhileItIsBeingWritten() {
        for (String id : List.of("a", "b", "c")) {
            buffer.record(id, 1);
        }
        List<Taken> taken = buffer.take(false);
        assertThat(buffer.pending()).isEqualTo(3);
        buffer.record("a", 2);
        buffer.record("b", 2);
        assertThat(buffer.pending()).isEqualTo(3);
        buffer.settle(taken.subList(0, 1));
        assertThat(buffer.pending()).isEqualTo(3);
        buffer.settle(taken.subList(1, 3));
        assertThat(buffer.pending()).isEqualTo(2);
    }

    @Test
    void keepsTheNewerSightingOfOneThatCouldNotBeWritten() {
        buffer.record("a", 1);
        buffer.record("b", 1);
        List<Taken> taken = buffer.take(false);
        buffer.record("a", 2);
        buffer.restore(taken);

        assertThat(buffer.pending()).isEqualTo(2);
        assertThat(buffer.take(false)).extracting(Taken::seenMillis).containsExactly(2L, 1L);
    }

    @Test
    void ignoresAClientSeenAgainWithinTheGranularity() {
        SightingBuffer buffer = buffer(3, 100);
        buffer.record("a", 1_000);
        buffer.settle(buffer.take(false));

        assertThat(buffer.record("a", 1_099)).isTrue();
        assertThat(buffer.take(false)).isEmpty();
        assertThat(buffer.record("a", 1_100)).isTrue();
        assertThat(buffer.take(false)).hasSize(1);
    }

    @Test
    void refusesNewClientsWhenFullAndLetsKnownOnesGoOn() {
        for (String id : List.of("a", "b", "c")) {
            assertThat(buffer.record(id, 1)).isTrue();
        }

        assertThat(buffer.record("d", 2)).isFalse();
        assertThat(buffer.record("a", 2)).isTrue();
        assertThat(buffer.refused(Refusal.FULL)).isEqualTo(1);
        assertThat(ids(buffer.take(false))).containsExactly("a", "b", "c");
    }

    @Test
    void forgetsClientsWithNothingPendingToTakeNewOnes() {
        for (String id : List.of("a", "b", "c")) {
            buffer.record(id, 1);
        }
        flush();
        buffer.record("a", 2);

        assertThat(buffer.record("d", 2)).isTrue();
        assertThat(buffer.record("e", 2)).isTrue();
        assertThat(buffer.record("f", 2)).isFalse();
        assertThat(ids(buffer.take(false))).containsExactly("a", "d", "e");
    }

    @Test
    void refusesIdsThatAreNotValid() {
        assertThat(buffer.record(null, 1)).isFalse();
        assertThat(buffer.record("much too long", 1)).isFalse();
        assertThat(buffer.refused(Refusal.INVALID)).isEqualTo(2);
        assertThat(buffer.pending()).isZero();
    }

    @Test
    void wakesWhenEnoughClientsArePending() {
        buffer.record("a", 1);
        buffer.record("a", 2);
        assertThat(wakes).hasValue(0);
        buffer.record("b", 1);
        assertThat(wakes).hasValue(1);
    }

    @Test
    void refusesEverythingAfterItIsClosedAndRetired() {
        buffer.record("a", 1);
        buffer.close();
        assertThat(buffer.retire()).isFalse();
        flush();

        assertThat(buffer.retire()).isTrue();
        assertThat(buffer.record("a", 1)).isFalse();
        assertThat(buffer.record("a", 2)).isFalse();
        assertThat(buffer.refused(Refusal.CLOSED)).isEqualTo(2);
    }

    @Test
    void countsWhatIsLostWhenItIsAbandoned() {
        buffer.record("a", 1);
        buffer.record("b", 1);
        flush();
        buffer.record("b", 2);
        buffer.record("c", 2);
        buffer.close();

        assertThat(buffer.abandon()).isEqualTo(2);
        assertThat(buffer.record("c", 2)).isFalse();
    }
}

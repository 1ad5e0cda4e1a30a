package dev.astir.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossFaultTest {
    private static final int EVENTS = 110;

    @ParameterizedTest
    @EnumSource(LossFault.class)
    void oneMessageThatIsDroppedOrRepeatedIsNoticed(LossFault fault) {
        LossCheck check = new LossCheck("subscriber", 1);
        Consumer<LossMessage> messages = fault.on(check::take);
        messages.accept(new LossMessage("subscribed", "e-0", false, null, "", Map.of()));
        Random random = new Random(1);
        for (int number = 1; number <= EVENTS; number++) {
            LossState last = LossState.lastOf(number);
            messages.accept(
                    new LossMessage(
                            "put",
                            "e-" + number,
                            false,
                            LossId.of(0, number, 1_700_000_000_000L, random),
                            last.message(),
                            last.reactions()));
        }

        LossTally tally = check.finish(new int[] {EVENTS});

        assertThat(tally.lost()).isEqualTo(fault == LossFault.DROP ? 1 : 0);
        assertThat(tally.repeated()).isEqualTo(fault == LossFault.REPEAT ? 1 : 0);
        assertThat(tally.isClean()).isEqualTo(fault == LossFault.NONE);
    }
}

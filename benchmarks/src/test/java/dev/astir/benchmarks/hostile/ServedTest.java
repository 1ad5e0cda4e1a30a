package dev.astir.benchmarks.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServedTest {
    private final Served served = new Served();

    @Test
    void whatFailedCountsAsLate() {
        for (int i = 0; i < 97; i++) {
            served.read(Duration.ofMillis(5).toNanos());
            served.event(Duration.ofMillis(7).toNanos());
        }
        for (int i = 0; i < 3; i++) {
            served.failedRead();
            served.lostEvent();
        }

        double late = Served.LATE.toMillis();
        assertThat(served.readMillis()).isCloseTo(late, within(late / 100));
        assertThat(served.eventMillis()).isCloseTo(late, within(late / 100));
        assertThat(served.answeredPercent()).isEqualTo(97);
    }

    @Test
    void nothingSentIsNothingAnswered() {
        assertThat(served.answeredPercent()).isZero();
    }

    @Test
    void sendsNoMoreWhileTooMuchIsUnanswered() {
        int sent = 0;
        while (served.mayAsk()) {
            sent++;
        }
        assertThat(sent).isEqualTo(Served.UNANSWERED);

        served.asked();
        assertThat(served.mayAsk()).isTrue();
    }
}

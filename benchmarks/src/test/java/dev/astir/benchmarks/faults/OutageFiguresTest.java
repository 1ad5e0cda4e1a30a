package dev.astir.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.benchmarks.load.OpenLoop.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutageFiguresTest {
    private static final long GONE = TimeUnit.SECONDS.toNanos(30);
    private static final long BACK = TimeUnit.SECONDS.toNanos(90);
    private static final Duration BAR = Duration.ofSeconds(3);

    @Test
    void tellsWhatEachRequestWasToldAndHowSoonAllGoesOn() {
        OutageFigures figures =
                figures(
                        answer(10_000, 5, 200),
                        told(29_500, 2_500),
                        told(60_000, 3),
                        told(90_400, 2),
                        answer(90_600, 50, 200),
                        answer(91_000, 80, 200));

        assertThat(figures)
                .isEqualTo(
                        new OutageFigures(
                                1,
                                Duration.ofMillis(5),
                                3,
                                2,
                                Map.of(),
                                Duration.ofMillis(2_500),
                                Duration.ofMillis(80),
                                0,
                                Duration.ofMillis(650),
                                Duration.ofMillis(402)));
        assertThat(figures.areSound()).isTrue();
    }

    @Test
    void whoWaitsOverTheReturnWasMetByTheOutage() {
        OutageFigures figures = figures(answer(89_000, 2_000, 200));

        assertThat(figures.slowestAway()).isEqualTo(Duration.ofSeconds(2));
        assertThat(figures.firstDone()).isEqualTo(Duration.ofSeconds(1));
        assertThat(figures.slowestAfter()).isZero();
    }

    @Test
    void whatIsLateIsWrongAlsoAfterTheReturn() {
        assertThat(figures(told(30_000, 3_001), answer(91_000, 1, 200)))
                .matches(figures -> figures.late() == 1 && !figures.areSound());
        assertThat(figures(answer(91_000, 3_001, 200)))
                .matches(figures -> figures.late() == 1 && !figures.areSound());
        assertThat(figures(answer(10_000, 3_001, 200), answer(91_000, 1, 200)).late()).isZero();
    }

    @Test
    void otherRefusalsAreWrongAtAnyTime() {
        OutageFigures figures =
                figures(
                        told(10_000, 1),
                        answer(40_000, 1, 500),
                        answer(40_000, 1, 503),
                        answer(95_000, 1, 0),
                        answer(96_000, 1, 200));

        assertThat(figures.others()).isEqualTo(Map.of(503, 2L, 500, 1L, 0, 1L));
        assertThat(figures.allDone()).isEqualTo(Duration.ofMillis(5_001));
        assertThat(figures.areSound()).isFalse();
    }

    @Test
    void nothingDoneAfterTheReturnIsNoRecovery() {
        OutageFigures figures = figures(answer(10_000, 1, 200), told(95_000, 1));

        assertThat(figures.firstDone()).isEqualTo(OutageFigures.NEVER);
        assertThat(figures.areSound()).isFalse();
    }

    private static OutageFigures figures(Answer... answers) {
        return OutageFigures.of(List.of(answers), GONE, BACK, BAR);
    }

    private static Answer answer(long due, long took, int status) {
        return new Answer(
                TimeUnit.MILLISECONDS.toNanos(due),
                TimeUnit.MILLISECONDS.toNanos(took),
                status,
                false);
    }

    private static Answer told(long due, long took) {
        return new Answer(
                TimeUnit.MILLISECONDS.toNanos(due), TimeUnit.MILLISECONDS.toNanos(took), 503, true);
    }
}

package dev.astir.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.benchmarks.faults.Run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunsOfJobTest {
    private static final String ONE = "0a1b2c3d-11@host";
    private static final String TWO = "4e5f6071-12@host";
    private static final List<Kill> KILLED_AT_100 = List.of(new Kill(11, at(100)));

    @Test
    void runsAfterEachOtherDoNotOverlap() {
        RunsOfJob runs =
                RunsOfJob.of(
                        List.of(
                                run(TWO, 70, 80, Outcome.FAILURE),
                                run(ONE, 0, 10, Outcome.SUCCESS),
                                run(TWO, 10, 20, Outcome.STOPPED)),
                        List.of());

        assertThat(runs)
                .isEqualTo(
                        new RunsOfJob(3, 1, 1, 0, List.of(), 0, 0, 0, 0, Duration.ofSeconds(50)));
    }

    @Test
    void aRunThatBeginsWithinAnyEarlierOneOverlaps() {
        RunsOfJob runs =
                RunsOfJob.of(
                        List.of(
                                run(ONE, 0, 100, Outcome.SUCCESS),
                                run(TWO, 10, 20, Outcome.SUCCESS),
                                run(TWO, 50, 60, Outcome.SUCCESS)),
                        List.of());

        assertThat(runs.overlaps()).isEqualTo(2);
    }

    @Test
    void aRunThatWasCutLastedUntilTheKillHoweverLateThatWasNoticed() {
        RunsOfJob runs =
                RunsOfJob.of(
                        List.of(
                                run(ONE, 90, 141, Outcome.ABANDONED),
                                run(TWO, 140, 150, Outcome.SUCCESS)),
                        KILLED_AT_100);

        assertThat(runs.killed()).isEqualTo(1);
        assertThat(runs.takeovers()).containsExactly(Duration.ofSeconds(40));
        assertThat(runs.overlaps()).isZero();
        assertThat(runs.longestGap()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aNodeThatWasTakenForGoneTooSoonOverlaps() {
        RunsOfJob runs =
                RunsOfJob.of(
                        List.of(
                                run(ONE, 50, 95, Outcome.ABANDONED),
                                run(TWO, 95, 99, Outcome.SUCCESS)),
                        KILLED_AT_100);

        assertThat(runs.overlaps()).isEqualTo(1);
    }

    @Test
    void aRunOfANodeThatLivesIsNotToBeTakenOver() {
        RunsOfJob runs =
                RunsOfJob.of(
                        List.of(
                                run(TWO, 0, 60, Outcome.ABANDONED),
                                run(ONE, 61, 70, Outcome.SUCCESS)),
                        KILLED_AT_100);

        assertThat(runs.livingTakenOver()).isEqualTo(1);
        assertThat(runs.killed()).isZero();
    }

    @Test
    void anOpenRunWaitsForItsTakeoverOrGoesOn() {
        RunsOfJob cut = RunsOfJob.of(List.of(run(ONE, 90, null, Outcome.OPEN)), KILLED_AT_100);
        RunsOfJob going =
                RunsOfJob.of(
                        List.of(
                                run(TWO, 90, null, Outcome.OPEN),
                                run(ONE, 95, 96, Outcome.SUCCESS)),
                        KILLED_AT_100);

        assertThat(cut.waiting()).isEqualTo(1);
        assertThat(going.waiting()).isZero();
        assertThat(going.overlaps()).isEqualTo(1);
    }

    @Test
    void whatEndedBeforeTheKillWasNotCut() {
        RunsOfJob runs = RunsOfJob.of(List.of(run(ONE, 90, 99, Outcome.SUCCESS)), KILLED_AT_100);

        assertThat(runs.killed()).isZero();
    }

    @Test
    void oneExecutionIsDoneOnce() {
        Run first = run(ONE, 0, 10, Outcome.SUCCESS);
        Run again = new Run("job", TWO, first.due(), at(20), at(30), Outcome.SUCCESS);
        Run failed = new Run("job", TWO, first.due(), at(40), at(50), Outcome.FAILURE);

        assertThat(RunsOfJob.of(List.of(first, failed, again), List.of()).twice()).isEqualTo(1);
        assertThat(RunsOfJob.of(List.of(first, failed), List.of()).twice()).isZero();
    }

    @Test
    void aProcessIsKnownByItsWholeNumber() {
        assertThat(new Kill(1, at(0)).ended(ONE)).isFalse();
        assertThat(new Kill(11, at(0)).ended(ONE)).isTrue();
    }

    private static Run run(String node, int began, @Nullable Integer ended, Outcome outcome) {
        return new Run(
                "job", node, at(began), at(began), ended == null ? null : at(ended), outcome);
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}

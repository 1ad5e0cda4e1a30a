package dev.astir.benchmarks.faults;

import dev.astir.benchmarks.load.OpenLoop.Answer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What requests felt of a time in which the database was away. Immutable.
 *
 * @param before how many were done before it
 * @param slowestBefore of these
 * @param told how many were answered 503 with {@code Retry-After}, from the loss on
 * @param done how many were done from the loss on
 * @param others how often each other status came, also before it; 0 stands for none
 * @param slowestAway of those that were due, or waited, while it was away
 * @param slowestAfter of those that were due after its return
 * @param late how many from the loss on took longer than the bar
 * @param firstDone how long after the return the first one was done, or {@link #NEVER}
 * @param allDone how long after the return the last one was answered that was not done
 */
record OutageFigures(
        long before,
        Duration slowestBefore,
        long told,
        long done,
        Map<Integer, Long> others,
        Duration slowestAway,
        Duration slowestAfter,
        long late,
        Duration firstDone,
        Duration allDone) {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    /** Nothing was. */
    static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

    /**
     * Sums up.
     *
     * @param gone at which nanosecond the database went away
     * @param back and when it was there again
     * @param bar how long an answer may take
     */
    static OutageFigures of(List<Answer> answers, long gone, long back, Duration bar) {
        long before = 0;
        long told = 0;
        long done = 0;
        long late = 0;
        long[] slowest = new long[3];
        long firstDone = Long.MAX_VALUE;
        long allDone = 0;
        Map<Integer, Long> others = new TreeMap<>();
        for (Answer answer : answers) {
            long end = answer.due() + answer.nanos();
            boolean isDone = answer.status() == OK;
            int phase = end - gone <= 0 ? 0 : answer.due() - back < 0 ? 1 : 2;
            slowest[phase] = Math.max(slowest[phase], answer.nanos());
            late += phase > 0 && answer.nanos() > bar.toNanos() ? 1 : 0;
            if (isDone) {
                before += phase == 0 ? 1 : 0;
                done += phase == 0 ? 0 : 1;
                firstDone = end - back > 0 ? Math.min(firstDone, end - back) : firstDone;
                continue;
            }
            allDone = Math.max(allDone, end - back);
            if (phase > 0 && answer.status() == UNAVAILABLE && answer.saysWhen()) {
                told++;
            } else {
                others.merge(answer.status(), 1L, Long::sum);
            }
        }
        return new OutageFigures(
                before,
                Duration.ofNanos(slowest[0]),
                told,
                done,
                Collections.unmodifiableMap(others),
                Duration.ofNanos(slowest[1]),
                Duration.ofNanos(slowest[2]),
                late,
                Duration.ofNanos(firstDone),
                Duration.ofNanos(allDone));
    }

    /** Whether each was told in time, and all went on by itself. */
    boolean areSound() {
        return others.isEmpty() && late == 0 && !firstDone.equals(NEVER);
    }
}

package dev.astir.benchmarks.faults;

import dev.astir.benchmarks.faults.Run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the runs of one job tell, beside the ends of nodes. A run whose node was killed lasted until
 * then, whenever that was noticed. Immutable.
 *
 * @param runs how many began
 * @param failures how many failed by themselves
 * @param stopped how many ended early because their node was told to end
 * @param killed how many were cut by a kill
 * @param takeovers how long after each of these kills the next run began
 * @param waiting cut ones after which none has begun yet
 * @param overlaps how many began before an earlier one had ended
 * @param twice how many were done to the end though another of the same execution was
 * @param livingTakenOver how many were taken for abandoned though nobody killed their node
 * @param longestGap between the end of a run and the beginning of the next
 */
record RunsOfJob(
        int runs,
        int failures,
        int stopped,
        int killed,
        List<Duration> takeovers,
        int waiting,
        int overlaps,
        int twice,
        int livingTakenOver,
        Duration longestGap) {

    /**
     * Sums up.
     *
     * @param all runs of one job
     */
    static RunsOfJob of(List<Run> all, List<Kill> kills) {
        List<Run> runs = all.stream().sorted(Comparator.comparing(Run::began)).toList();
        List<Duration> takeovers = new ArrayList<>();
        Set<Instant> done = new HashSet<>();
        int killed = 0;
        int waiting = 0;
        int overlaps = 0;
        int twice = 0;
        int livingTakenOver = 0;
        Duration longestGap = Duration.ZERO;
        Instant last = Instant.MIN;
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            if (i > 0) {
                Duration gap = Duration.between(last, run.began());
                overlaps += gap.isNegative() ? 1 : 0;
                longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
            }
            Optional<Instant> kill = kill(run, kills);
            if (kill.isPresent()) {
                killed++;
                if (i + 1 < runs.size()) {
                    takeovers.add(Duration.between(kill.get(), runs.get(i + 1).began()));
                } else {
                    waiting++;
                }
            } else if (run.outcome() == Outcome.ABANDONED) {
                livingTakenOver++;
            }
            if (run.outcome() == Outcome.SUCCESS && !done.add(run.due())) {
                twice++;
            }
            Instant end = end(run, kill);
            last = end.isAfter(last) ? end : last;
        }
        return new RunsOfJob(
                runs.size(),
                count(runs, Outcome.FAILURE),
                count(runs, Outcome.STOPPED),
                killed,
                List.copyOf(takeovers),
                waiting,
                overlaps,
                twice,
                livingTakenOver,
                longestGap);
    }

    /** The kill that cut a run. */
    private static Optional<Instant> kill(Run run, List<Kill> kills) {
        return run.outcome() == Outcome.OPEN || run.outcome() == Outcome.ABANDONED
                ? kills.stream()
                        .filter(kill -> kill.ended(run.node()))
                        .map(Kill::at)
                        .filter(at -> !at.isBefore(run.began()))
                        .findFirst()
                : Optional.empty();
    }

    /** One of which nobody wrote an end, and whose node lives, goes on. */
    private static Instant end(Run run, Optional<Instant> kill) {
        Instant ended = run.ended();
        return kill.orElse(ended == null ? Instant.MAX : ended);
    }

    private static int count(List<Run> runs, Outcome outcome) {
        return (int) runs.stream().filter(run -> run.outcome() == outcome).count();
    }
}

package dev.astir.stream.digest;

import java.util.List;

/**
 * How much an event is to one reader. Immutable.
 *
 * @param points 0 to 100, whole: the sum of the reasons' points
 * @param reasons why, in the order in which {@link Importance} names them; those of no points are
 *     left out
 */
public record EventScore(int points, List<Reason> reasons) {

    public EventScore {
        reasons = List.copyOf(reasons);
    }

    static EventScore of(List<Reason> reasons) {
        return new EventScore(
                reasons.stream().mapToInt(Reason::points).sum(),
                reasons.stream().filter(reason -> reason.points() != 0).toList());
    }
}

package dev.astir.benchmarks.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * What subscribers saw. Immutable.
 *
 * @param deliveries events and changes that came
 * @param lost events and changes that did not
 * @param repeated events and changes that came again
 * @param outOfOrder positions that did not rise, and events that came before an earlier one of
 *     their writer
 * @param unrecovered resumptions that were refused
 * @param problems the first ones, in words
 */
record LossTally(
        long deliveries,
        long lost,
        long repeated,
        long outOfOrder,
        long unrecovered,
        List<String> problems) {
    static final LossTally NOTHING = new LossTally(0, 0, 0, 0, 0, List.of());

    /** Both together. */
    LossTally plus(LossTally other) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(other.problems);
        return new LossTally(
                deliveries + other.deliveries,
                lost + other.lost,
                repeated + other.repeated,
                outOfOrder + other.outOfOrder,
                unrecovered + other.unrecovered,
                all);
    }

    boolean isClean() {
        return lost + repeated + outOfOrder + unrecovered == 0 && problems.isEmpty();
    }
}

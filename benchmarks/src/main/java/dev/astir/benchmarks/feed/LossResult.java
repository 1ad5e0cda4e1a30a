package dev.astir.benchmarks.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a run. Immutable.
 *
 * @param published events that writers sent
 * @param acknowledged those that a node said are stored
 * @param changes reactions and edits that a node said are stored
 * @param retried events that were sent again, because an answer was missing
 * @param failed commands that a node answered with a failure
 * @param kills nodes killed
 * @param reconnects connections of subscribers after their first
 * @param sentAway connections of subscribers that ended, or were refused, without their doing
 * @param isReached whether all subscribers came to the end
 * @param stored what the table holds
 * @param seen what subscribers saw
 * @param took until the last subscriber had come to the end
 */
record LossResult(
        int published,
        int acknowledged,
        int changes,
        int retried,
        int failed,
        int kills,
        long reconnects,
        long sentAway,
        boolean isReached,
        Stored stored,
        LossTally seen,
        Duration took) {

    /**
     * What the table holds.
     *
     * @param events the events of the feed
     * @param head its last offset
     * @param taken offsets of events and changes
     * @param dense different ones from 1 to the head
     */
    record Stored(long events, long head, long taken, long dense) {}

    /** What must not be, in words; empty if all is well. */
    List<String> failures() {
        List<String> failures = new ArrayList<>(seen.problems());
        require(failures, seen.lost(), 0, "events or changes lost");
        require(failures, seen.repeated(), 0, "events or changes repeated");
        require(failures, seen.outOfOrder(), 0, "positions or events out of order");
        require(failures, seen.unrecovered(), 0, "resumptions refused");
        require(failures, failed, 0, "commands failed");
        require(failures, acknowledged, published, "events acknowledged");
        require(failures, stored.events, published, "events in the table");
        require(failures, stored.head, (long) published + changes, "the feed's head");
        require(failures, stored.taken, stored.head, "offsets taken");
        require(failures, stored.dense, stored.head, "different offsets from 1 to the head");
        if (!isReached) {
            failures.add("some subscriber did not come to the end");
        }
        return failures;
    }

    private static void require(List<String> failures, long found, long expected, String what) {
        if (found != expected) {
            failures.add("%s: %,d, expected %,d".formatted(what, found, expected));
        }
    }
}

package dev.astir.benchmarks.hostile;

import dev.astir.benchmarks.hostile.Watch.Phase;

/**
 * What one flood did.
 *
 * @param outcome what its connections got
 * @param watch what the other tenant got
 * @param liveBefore bytes that the app held before; negative when it was not able to say
 * @param liveHeld at its end, with all connections that stood
 * @param liveAfter after it
 * @param resident the highest of the process's memory, in bytes
 * @param answers whether the app answers after it
 * @param ranOutOfMemory whether an allocation failed
 */
record Measured(
        Assault.Outcome outcome,
        Watch watch,
        long liveBefore,
        long liveHeld,
        long liveAfter,
        long resident,
        boolean answers,
        boolean ranOutOfMemory) {

    private static final double KILO = 1_000;

    /** What one hostile reader costs, in kB; not a number when the app did not say. */
    double kilobytesEach() {
        if (liveBefore < 0 || liveHeld < 0) {
            return Double.NaN;
        }
        return Math.max(0, liveHeld - liveBefore) / KILO / Math.max(1, outcome.most());
    }

    Served during() {
        return watch.served(Phase.WHILE);
    }

    Served after() {
        return watch.served(Phase.AFTER);
    }

    Served before() {
        return watch.served(Phase.BEFORE);
    }
}

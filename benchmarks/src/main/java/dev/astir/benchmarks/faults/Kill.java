package dev.astir.benchmarks.faults;

import java.time.Instant;

/**
 * The end of a node by signal 9. Immutable.
 *
 * @param pid of its process
 */
record Kill(long pid, Instant at) {

    /** Whether a name in {@code job_runs} is that of this process. */
    boolean ended(String node) {
        return node.contains("-" + pid + "@");
    }
}

package dev.astir.benchmarks.faults;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job. Immutable.
 *
 * @param node that ran it, by the name that it has in {@code job_runs}
 * @param due the time of the execution, which tells those of one job apart
 * @param ended when its end was written, or another node wrote that it was abandoned; null for none
 */
record Run(
        String job,
        String node,
        Instant due,
        Instant began,
        @Nullable Instant ended,
        Outcome outcome) {

    /** How a run went. */
    enum Outcome {
        /** Nobody has written that it ended. */
        OPEN,
        SUCCESS,
        FAILURE,
        /** Its node was told to end. */
        STOPPED,
        /** Another node found its node gone. */
        ABANDONED
    }
}

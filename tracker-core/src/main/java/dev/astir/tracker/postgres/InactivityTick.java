package dev.astir.tracker.postgres;

import java.util.Objects;

/**
 * What one tick of an {@link InactivityWatch} did. Immutable, so safe for use by several threads.
 *
 * @param outcome how it ended
 * @param silent how many clients it reported as silent
 * @param returned how many clients it reported as returned
 */
public record InactivityTick(Outcome outcome, long silent, long returned) {

    /** How a tick ended. */
    public enum Outcome {
        /** All was reported. */
        DONE,
        /** Another node is at it, so this one left the rest to that. */
        ELSEWHERE,
        /**
         * The listener threw, which was logged. What was not reported is left for the next tick.
         */
        LISTENER_FAILED,
        /** The watch was closed. The rest is left for the next tick of another node. */
        CLOSED
    }

    /** Makes one. */
    public InactivityTick {
        Objects.requireNonNull(outcome, "outcome");
    }
}

package dev.astir.tracker;

/** Why something was not taken, and {@link ActivityTracker#record} returned false. */
public enum Refusal {
    /** The tracker or buffer is closed. */
    CLOSED,
    /** As many clients or keys as allowed are pending already, and this one is not among them. */
    FULL,
    /** The id or activity is null, empty, contains a NUL, or is one that the store cannot hold. */
    INVALID,
    /** An activity was to be counted, and the store is no {@link CountingActivityStore}. */
    UNSUPPORTED
}

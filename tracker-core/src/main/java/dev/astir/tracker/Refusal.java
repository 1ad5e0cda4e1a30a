package dev.astir.tracker;

/** Why {@link ActivityTracker#record} returned false. */
public enum Refusal {
    /** The tracker is closed. */
    CLOSED,
    /** As many clients as allowed are pending already, and this one is not among them. */
    FULL,
    /** The id is null or empty, contains a NUL, or is one that the store cannot hold. */
    INVALID
}

package dev.astir.app.tenancy;

/**
 * Something that waits in a table until it is done, for the operator to see that it gets less. A
 * feature declares it as a bean. Implementations are thread-safe.
 */
public interface Backlog {

    /** The metric's name, such as {@code astir.mails.waiting}. */
    String name();

    /** What waits, for the metric's description. */
    String description();

    /**
     * How much waits, of all organizations, in the caller's transaction as the system. Quickly: one
     * that may be long is counted up to some bound.
     */
    long count();
}

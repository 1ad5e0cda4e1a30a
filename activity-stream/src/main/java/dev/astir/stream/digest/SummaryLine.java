package dev.astir.stream.digest;

import dev.astir.stream.EventFilter;

/**
 * One number of a summary, in words. Immutable.
 *
 * @param kind what is counted: the rule's, {@code named} for one thing, {@code other} for the rest
 * @param count how many events
 * @param text the words, with the number in them
 * @param filter lets through just the events that were counted, so that anybody can count again
 */
public record SummaryLine(String kind, long count, String text, EventFilter filter) {
    /** The kind of a line about one thing. */
    public static final String NAMED = "named";

    /** The kind of a line about what has no words of its own. */
    public static final String OTHER = "other";
}

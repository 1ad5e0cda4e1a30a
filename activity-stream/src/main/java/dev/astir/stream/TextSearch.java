package dev.astir.stream;

import java.time.Duration;

/**
 * How a stream searches texts. Immutable.
 *
 * @param rule how words are compared
 * @param window how far back a page's search looks unless its filter says {@code from}; more than 0
 */
public record TextSearch(SearchRule rule, Duration window) {
    /** Whole words of the last 90 days. */
    public static final TextSearch DEFAULT =
            new TextSearch(SearchRule.WORDS, ActivityStream.SEARCH_WINDOW);
}

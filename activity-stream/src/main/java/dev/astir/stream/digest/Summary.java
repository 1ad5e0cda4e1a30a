package dev.astir.stream.digest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What happened in a time. Immutable.
 *
 * @param from its beginning
 * @param to its end, which is not part of it
 * @param total how many events: the sum of the lines' counts
 * @param lines in the order of the rules, then the rest, then what is named
 * @param text the lines in one sentence
 * @param language of the words
 */
public record Summary(
        Instant from,
        Instant to,
        long total,
        List<SummaryLine> lines,
        String text,
        Locale language) {

    public Summary {
        lines = List.copyOf(lines);
    }
}

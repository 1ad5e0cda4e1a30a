package dev.astir.stream;

import java.util.List;
import java.util.TreeSet;

/**
 * The words of a message, put in order once for many searches: what a search costs then follows its
 * own length, and hardly that of the message. Takes about as much memory as the message. Immutable.
 */
public final class MessageWords {
    /** Neither a letter nor a digit, so no word of a search reaches across it. */
    private static final char SEPARATOR = '\n';

    private final SearchRule rule;

    /** Each word once, in the order of strings, with a separator behind it. */
    private final String words;

    /** Where each of them begins. */
    private final int[] starts;

    private MessageWords(SearchRule rule, String words, int[] starts) {
        this.rule = rule;
        this.words = words;
        this.starts = starts;
    }

    /** The words of a message. */
    public static MessageWords of(String message, SearchRule rule) {
        TreeSet<String> sorted = new TreeSet<>(SearchText.tokens(message));
        StringBuilder words = new StringBuilder(message.length() + 1);
        int[] starts = new int[sorted.size()];
        int count = 0;
        for (String word : sorted) {
            starts[count++] = words.length();
            words.append(word).append(SEPARATOR);
        }
        return new MessageWords(rule, words.toString(), starts);
    }

    /**
     * Whether the rule finds the message.
     *
     * @param query the words that are looked for
     */
    public boolean match(List<String> query) {
        for (int i = 0; i < query.size(); i++) {
            if (!has(query.get(i), i == query.size() - 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean has(String wanted, boolean isLast) {
        if (rule == SearchRule.SUBSTRINGS) {
            return words.contains(wanted);
        }
        int start = firstNotBefore(wanted);
        return words.startsWith(wanted, start)
                && (isLast || words.charAt(start + wanted.length()) == SEPARATOR);
    }

    /** Where the first word begins that is this one or comes after it; the end if none does. */
    private int firstNotBefore(String wanted) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(starts[middle], wanted)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < starts.length ? starts[low] : words.length();
    }

    private boolean isBefore(int start, String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            // The separator comes before every letter and digit, as the end of a word does.
            int difference = words.charAt(start + i) - wanted.charAt(i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }
}

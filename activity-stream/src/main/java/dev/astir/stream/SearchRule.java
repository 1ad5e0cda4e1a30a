package dev.astir.stream;

import java.util.List;

/**
 * How the words of a text search, see {@link SearchText}, are compared with those of a message, by
 * pages and live feeds alike. Immutable.
 */
public enum SearchRule {
    /** All must be words of the message, in any order; the last one may be the beginning of one. */
    WORDS {
        @Override
        boolean matches(String wanted, boolean isLast, String word) {
            return isLast ? word.startsWith(wanted) : word.equals(wanted);
        }
    },

    /**
     * All must stand somewhere within words of the message: {@code log} finds a blog. The database
     * needs an index for it, see {@code StreamSchema.addSubstringIndex}.
     */
    SUBSTRINGS {
        @Override
        boolean matches(String wanted, boolean isLast, String word) {
            return word.contains(wanted);
        }
    };

    abstract boolean matches(String wanted, boolean isLast, String word);

    /**
     * Whether a message is found.
     *
     * @param query the words that are looked for
     * @param message the words of the message
     */
    public boolean matches(List<String> query, List<String> message) {
        for (int i = 0; i < query.size(); i++) {
            String wanted = query.get(i);
            boolean isLast = i == query.size() - 1;
            boolean found = false;
            for (String word : message) {
                if (matches(wanted, isLast, word)) {
                    found = true;
                    break;
                }
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}

package dev.astir.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a search sees of a text: the runs of letters and digits in it, lower-cased. The same tokens
 * are stored with an event and looked for in memory, so page and live agree whatever the database's
 * locale; {@link SearchRule} compares them. Stateless.
 */
public final class SearchText {
    /** Longer runs are cut, since PostgreSQL refuses lexemes above 2 kB. */
    private static final int LONGEST = 100;

    private SearchText() {}

    /** The tokens of a text, in order. */
    public static List<String> tokens(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> tokens = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= lower.length(); ) {
            int c = i < lower.length() ? lower.codePointAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                tokens.add(cut(lower.substring(start, i)));
                start = -1;
            }
            i += Character.charCount(c);
        }
        return tokens;
    }

    private static String cut(String token) {
        if (token.codePointCount(0, token.length()) <= LONGEST) {
            return token;
        }
        return token.substring(0, token.offsetByCodePoints(0, LONGEST));
    }
}

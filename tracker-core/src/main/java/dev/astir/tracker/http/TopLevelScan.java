package dev.astir.tracker.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for a field at the top level of a JSON document by its quotes and brackets alone, for a
 * small part of what parsing costs. Finds what a parser finds; only, it does not look whether what
 * comes before the field is well formed. Immutable, so safe for use by several threads.
 */
final class TopLevelScan {
    /** There is no such field, as far as the document is at hand. */
    static final int ABSENT = -1;

    /** The document may be of another encoding, or the name escaped: it has to be parsed. */
    static final int UNSURE = -2;

    private final byte[] quotedName;

    /**
     * @param name does not have to be escaped in a document
     */
    TopLevelScan(String name) {
        quotedName = ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
    }

    /** Where the first value of the field begins, or {@link #ABSENT} or {@link #UNSURE}. */
    int value(byte[] json, int from, int to) {
        int depth = 0;
        boolean nameNext = false; // whether a string from here on is a name at the top level
        for (int i = from; i < to; i++) {
            switch (json[i]) {
                case '"' -> {
                    int end = end(json, i, to);
                    if (nameNext) {
                        int value = valueIfNamed(json, i, end, to);
                        if (value != ABSENT) {
                            return value;
                        }
                        nameNext = false;
                    }
                    i = end;
                }
                case '{', '[' -> {
                    depth++;
                    nameNext = depth == 1 && json[i] == '{';
                }
                case '}', ']' -> {
                    depth--;
                    nameNext = false;
                    if (depth <= 0) {
                        return ABSENT;
                    }
                }
                case ',' -> nameNext = depth == 1;
                default -> {
                    if (json[i] <= 0) { // no ASCII, and so no UTF-8
                        return UNSURE;
                    }
                }
            }
        }
        return ABSENT;
    }

    /** Where the quote is that ends the string which begins here; the end if it is not there. */
    private static int end(byte[] json, int start, int to) {
        int i = start + 1;
        while (i < to && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, to);
    }

    private int valueIfNamed(byte[] json, int start, int end, int to) {
        if (end == to) {
            return ABSENT;
        }
        if (Arrays.equals(json, start, end + 1, quotedName, 0, quotedName.length)) {
            int colon = space(json, end + 1, to);
            return colon < to && json[colon] == ':' ? space(json, colon + 1, to) : UNSURE;
        }
        for (int i = start; i < end; i++) {
            if (json[i] <= 0 || json[i] == '\\') {
                return UNSURE;
            }
        }
        return ABSENT;
    }

    /** Where the white space from here on ends. */
    private static int space(byte[] json, int from, int to) {
        int i = from;
        while (i < to
                && (json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t')) {
            i++;
        }
        return i;
    }
}

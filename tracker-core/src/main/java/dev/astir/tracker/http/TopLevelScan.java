package dev.astir.tracker.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for a field at the top level of a JSON document, for a small part of what parsing costs.
 * Finds what a parser finds; only, of what comes before the field it looks at the order at the top
 * level alone, not at how numbers and literals are written nor at what is nested. Immutable, so
 * safe for use by several threads.
 */
final class TopLevelScan {
    /** There is no such field, as far as the document is at hand. */
    static final int ABSENT = -1;

    /** The document may be of another encoding, or the name escaped: it has to be parsed. */
    static final int UNSURE = -2;

    /** What may come next at the top level. */
    private enum Next {
        FIRST_NAME,
        NAME,
        COLON,
        VALUE,
        COMMA
    }

    private final byte[] quotedName;

    /**
     * @param name does not have to be escaped in a document
     */
    TopLevelScan(String name) {
        quotedName = ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
    }

    /** Where the first value of the field begins, or {@link #ABSENT} or {@link #UNSURE}. */
    int value(byte[] json, int from, int to) {
        int brace = space(json, from, to);
        if (brace == to) {
            return ABSENT;
        }
        if (json[brace] != '{') {
            return json[brace] <= 0 ? UNSURE : ABSENT;
        }
        Next next = Next.FIRST_NAME;
        int i = brace + 1;
        while (true) {
            i = space(json, i, to);
            if (i == to) {
                return ABSENT;
            }
            byte here = json[i];
            if (here <= 0) { // no ASCII, and so no UTF-8
                return UNSURE;
            }
            boolean name = next == Next.FIRST_NAME || next == Next.NAME;
            if (here == '"' && name) {
                int end = end(json, i, to);
                int value = valueIfNamed(json, i, end, to);
                if (value != ABSENT) {
                    return value;
                }
                i = Math.min(end + 1, to);
                next = Next.COLON;
            } else if (here == ':' && next == Next.COLON) {
                i++;
                next = Next.VALUE;
            } else if (here == ',' && next == Next.COMMA) {
                i++;
                next = Next.NAME;
            } else if (next == Next.VALUE) {
                int end = behindValue(json, i, to);
                if (end < 0) {
                    return UNSURE;
                }
                if (end == i) {
                    return ABSENT; // not a value
                }
                i = end;
                next = Next.COMMA;
            } else {
                return ABSENT; // the end of the object, or malformed
            }
        }
    }

    /** Where the value that begins here ends; here if it is none; UNSURE if it is not in UTF-8. */
    private static int behindValue(byte[] json, int start, int to) {
        int depth = 0;
        int i = start;
        while (i < to) {
            byte here = json[i];
            if (here == '"') {
                i = Math.min(end(json, i, to) + 1, to);
            } else if (here == '{' || here == '[') {
                depth++;
                i++;
            } else if (depth > 0) {
                depth -= here == '}' || here == ']' ? 1 : 0;
                i++;
                if (here <= 0) {
                    return UNSURE;
                }
            } else {
                return behindLiteral(json, i, to);
            }
            if (depth == 0) {
                return i;
            }
        }
        return to;
    }

    /** Numbers, true, false and null. */
    private static int behindLiteral(byte[] json, int start, int to) {
        int i = start;
        while (i < to
                && (json[i] >= '0' && json[i] <= '9'
                        || json[i] >= 'A' && json[i] <= 'Z'
                        || json[i] >= 'a' && json[i] <= 'z'
                        || json[i] == '-'
                        || json[i] == '+'
                        || json[i] == '.')) {
            i++;
        }
        return i;
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
            return ABSENT; // cut off
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

package dev.astir.protocol;

import java.util.function.IntPredicate;

/**
 * Which characters steer whatever shows a text, instead of being shown: a terminal obeys escape
 * sequences, a log takes a line's end for the next entry, and directional characters (UAX 9) make a
 * page show a text in another order than it has. Stateless.
 */
public final class PlainText {
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;
    private static final int ARABIC_LETTER_MARK = 0x061C;

    private PlainText() {}

    /** Whether it is a control character (C0, DEL, C1), or ends a line. */
    public static boolean isControl(int point) {
        return Character.isISOControl(point)
                || point == LINE_SEPARATOR
                || point == PARAGRAPH_SEPARATOR;
    }

    /**
     * Whether it sets the direction of what is around it: marks, embeddings, overrides, isolates.
     */
    public static boolean isDirection(int point) {
        return point == ARABIC_LETTER_MARK
                || point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }

    /** The text in one line: what steers is spelled out, such as {@code \}{@code u001B}. */
    public static String line(String text) {
        return escaped(text, point -> point == '\t');
    }

    /** The same, with line feeds as they are. */
    public static String lines(String text) {
        return escaped(text, point -> point == '\t' || point == '\n');
    }

    private static String escaped(String text, IntPredicate allowed) {
        IntPredicate steering =
                point ->
                        (isControl(point) || isDirection(point) || isHalf(point))
                                && !allowed.test(point);
        if (text.codePoints().noneMatch(steering)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(point -> {
                    if (steering.test(point)) {
                        escaped.append(escape(point));
                    } else {
                        escaped.appendCodePoint(point);
                    }
                });
        return escaped.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static String escape(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> String.format("\\u%04X", point);
        };
    }
}

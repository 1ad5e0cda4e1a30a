package dev.astir.app.web;

/**
 * Texts that PostgreSQL can keep. A window's title is whatever a program set, and may hold NUL or
 * half a surrogate pair, which the database refuses. Thread-safe.
 */
public final class Texts {

    private static final int REPLACEMENT = 0xFFFD;

    /** Whether the database can keep the text as it is. */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(Texts::unstorable);
    }

    /** The text, with U+FFFD for every character that cannot be stored. */
    public static String clean(String text) {
        if (isStorable(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> unstorable(point) ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean unstorable(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private Texts() {}
}

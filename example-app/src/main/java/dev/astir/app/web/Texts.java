package dev.astir.app.web;

import dev.astir.protocol.PlainText;

/**
 * Texts that PostgreSQL can keep, and that others can be shown. A window's title is whatever a
 * program set, and may hold NUL or half a surrogate pair, which the database refuses, or characters
 * that turn around what stands beside it. Thread-safe.
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

    /**
     * A storable text in one line that steers nothing: without characters that set a direction, and
     * with a space for each control character. For what a device says, which is not to stop working
     * because of it.
     */
    public static String oneLine(String text) {
        String clean = clean(text);
        if (clean.codePoints().noneMatch(Texts::steers)) {
            return clean;
        }
        StringBuilder line = new StringBuilder(clean.length());
        clean.codePoints()
                .filter(point -> !PlainText.isDirection(point))
                .map(point -> PlainText.isControl(point) ? ' ' : point)
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean steers(int point) {
        return PlainText.isControl(point) || PlainText.isDirection(point);
    }

    private static boolean unstorable(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private Texts() {}
}

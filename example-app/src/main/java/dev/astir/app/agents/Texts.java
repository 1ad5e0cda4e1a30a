package dev.astir.app.agents;

/**
 * Makes text that a device sent storable. A window's title is whatever a program set, and may hold
 * NUL or half a surrogate pair, which PostgreSQL refuses.
 */
final class Texts {

    private static final int REPLACEMENT = 0xFFFD;

    /** The text, with U+FFFD for every character that cannot be stored. */
    static String clean(String text) {
        if (text.codePoints().noneMatch(Texts::unstorable)) {
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

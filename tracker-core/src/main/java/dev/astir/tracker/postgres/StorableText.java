package dev.astir.tracker.postgres;

/** Text that a column gives back as it was given. */
public final class StorableText {

    private StorableText() {}

    /**
     * Whether PostgreSQL can keep a text in a {@code VARCHAR} column: it has no NUL and no half of
     * a surrogate pair.
     *
     * @param maxLength the column's length, in characters as PostgreSQL counts them: code points
     */
    public static boolean isStorable(String text, int maxLength) {
        // Characters have one or two chars; this is quick for a text that is far too long.
        if (text.length() > 2L * maxLength || text.codePointCount(0, text.length()) > maxLength) {
            return false;
        }
        return isStorable(text);
    }

    /** The same for a column without a length. */
    static boolean isStorable(String text) {
        if (text.indexOf('\0') >= 0) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                // An unpaired one would become a question mark, and so another text.
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}

package dev.astir.tracker.postgres;

/**
 * Which ids and activities the tables can keep: the columns give back text as it was given unless
 * it is longer than they are, has a NUL, or has half of a surrogate pair. Public for the store in
 * Redis, which must record nothing else. Immutable, so safe for use by several threads.
 *
 * @param maxIdLength the length of the id columns, in characters as PostgreSQL counts them: code
 *     points
 * @param maxActivityLength the same of the activity column
 */
public record TextLimits(int maxIdLength, int maxActivityLength) {
    /** The default lengths. */
    public static final TextLimits DEFAULT =
            new TextLimits(
                    PostgresActivityStore.DEFAULT_MAX_ID_LENGTH,
                    PostgresActivityStore.DEFAULT_MAX_ACTIVITY_LENGTH);

    /**
     * Makes limits.
     *
     * @throws IllegalArgumentException if a length is less than 1
     */
    public TextLimits {
        requirePositive("maxIdLength", maxIdLength);
        requirePositive("maxActivityLength", maxActivityLength);
    }

    /** The same with another length of ids: at least 1. */
    public TextLimits withMaxIdLength(int maxIdLength) {
        return new TextLimits(maxIdLength, maxActivityLength);
    }

    /** The same with another length of activities: at least 1. */
    public TextLimits withMaxActivityLength(int maxActivityLength) {
        return new TextLimits(maxIdLength, maxActivityLength);
    }

    /** Whether the id column can keep it. */
    public boolean accepts(String clientId) {
        return isStorable(clientId, maxIdLength);
    }

    /** Whether the activity column can keep it. */
    public boolean acceptsActivity(String activity) {
        return isStorable(activity, maxActivityLength);
    }

    /**
     * Whether a column can keep a text.
     *
     * @param maxLength the column's length, in code points
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

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
    }
}

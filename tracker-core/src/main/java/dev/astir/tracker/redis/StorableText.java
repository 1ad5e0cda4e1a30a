package dev.astir.tracker.redis;

/** What PostgreSQL can keep as it is; Redis takes no more, because all of it goes there. */
final class StorableText {

    private StorableText() {}

    static boolean isStorable(String text, int maxLength) {
        // Characters have one or two chars; this is quick for a text that is far too long.
        if (text.length() > 2L * maxLength
                || text.codePointCount(0, text.length()) > maxLength
                || text.indexOf('\0') >= 0) {
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

    /** The start of a text, for messages. */
    static String excerpt(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}

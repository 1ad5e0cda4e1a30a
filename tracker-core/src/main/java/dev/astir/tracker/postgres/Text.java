package dev.astir.tracker.postgres;

import java.nio.charset.StandardCharsets;

/** What PostgreSQL can keep as text. */
final class Text {

    private Text() {}

    /** Whether a text column gives back what it was given. */
    static boolean isStorable(String text) {
        return text.indexOf('\0') < 0
                // An unpaired surrogate would be sent as a question mark, and so as another text.
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Also fits into so many characters, as PostgreSQL counts them. */
    static boolean isStorable(String text, int maxLength) {
        return text.codePointCount(0, text.length()) <= maxLength && isStorable(text);
    }
}

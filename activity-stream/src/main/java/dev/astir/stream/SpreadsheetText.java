package dev.astir.stream;

import java.text.Normalizer;

/**
 * Texts that no spreadsheet runs as a formula: an apostrophe stands in front of what would begin
 * one. A spreadsheet of another locale, whose cells end at semicolons, begins cells and rows inside
 * of ours, in spite of the quotes; so those beginnings count as well. Stateless.
 */
final class SpreadsheetText {
    private static final String SEPARATORS = "\t\r\n;";

    /** After normalisation, as spreadsheets do with what is typed in full width. */
    private static final String SIGNS = "=+-@\u2010\u2212";

    private static final int LAST_ASCII = 0x7F;

    private SpreadsheetText() {}

    /** The text, which may be the same. */
    static String defused(String text) {
        StringBuilder defused = null;
        if (!text.isEmpty() && text.charAt(0) != ';' && isSeparator(text.charAt(0))) {
            // Some leave out a tab or a line's end in front.
            defused = new StringBuilder("'");
        }
        int written = 0;
        int start = 0;
        boolean isStart = true;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int point = text.codePointAt(i);
            next = i + Character.charCount(point);
            if (isSeparator(point)) {
                isStart = true;
                start = next;
            } else if (isStart && !isBlank(point)) {
                isStart = false;
                if (isSign(point)) {
                    defused = defused == null ? new StringBuilder(text.length() + 1) : defused;
                    defused.append(text, written, start).append('\'');
                    written = start;
                }
            }
        }
        return defused == null ? text : defused.append(text, written, text.length()).toString();
    }

    private static boolean isSeparator(int point) {
        return SEPARATORS.indexOf(point) >= 0;
    }

    /** What a spreadsheet passes over, or shows as nothing. */
    private static boolean isBlank(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.isISOControl(point)
                || Character.getType(point) == Character.FORMAT;
    }

    private static boolean isSign(int point) {
        if (point <= LAST_ASCII) {
            return SIGNS.indexOf(point) >= 0;
        }
        String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
        return SIGNS.indexOf(plain.codePointAt(0)) >= 0;
    }
}

package dev.astir.app.web;

import dev.astir.protocol.PlainText;

/**
 * Names as others see them. Refused are control characters and ends of lines, what sets the
 * direction of writing, and what shows as nothing, because two names must not look alike and a name
 * must not change what stands beside it. Every language's names are allowed, with the joiners that
 * Persian or an emoji needs between its characters. Stateless.
 */
final class VisibleNames {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0001;
    private static final int LAST_TAG = 0xE007F;
    private static final int FIRST_VARIANT = 0xE0100;
    private static final int LAST_VARIANT = 0xE01EF;
    private static final int BRAILLE_BLANK = 0x2800;

    private VisibleNames() {}

    /** Whether it is one; so is a blank text, and what the database refuses does not count. */
    static boolean isOne(String text) {
        if (text.isBlank()) {
            return true;
        }
        int[] points = text.codePoints().toArray();
        boolean isVisible = false;
        boolean isFlag = false;
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            isFlag = point == BLACK_FLAG || (isFlag && isTag(point));
            if (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER) {
                if (!isJoining(points, i)) {
                    return false;
                }
            } else if (isRefused(point) || (isTag(point) && !isFlag)) {
                return false;
            }
            isVisible |= isVisible(point);
        }
        return isVisible;
    }

    /** Behind a mark it may end a word: a Malayalam chillu. */
    private static boolean isJoining(int[] points, int i) {
        boolean isBeforeSomething = i + 1 < points.length && isVisible(points[i + 1]);
        return i > 0
                && (isBeforeSomething
                        || Character.getType(points[i - 1]) == Character.NON_SPACING_MARK
                        || Character.getType(points[i - 1]) == Character.COMBINING_SPACING_MARK);
    }

    private static boolean isRefused(int point) {
        boolean isUnstorable = !Texts.isStorable(Character.toString(point));
        return !isUnstorable
                && (PlainText.isControl(point)
                        || PlainText.isDirection(point)
                        || isUnseen(point)
                        || isNoCharacter(point));
    }

    private static boolean isTag(int point) {
        return point >= FIRST_TAG && point <= LAST_TAG;
    }

    /** Shows as nothing, and is no part of how a language is written. */
    private static boolean isUnseen(int point) {
        return switch (point) {
            // Soft hyphen, combining grapheme joiner, fillers of Hangul and Khmer.
            case 0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> true;
            // Vowel separator of Mongolian, zero-width space, byte-order mark.
            case 0x180E, 0x200B, 0xFEFF -> true;
            default ->
                    // Word joiner, invisible operators, shaping controls, annotations.
                    (point >= 0x2060 && point <= 0x206F)
                            || (point >= 0xFFF0 && point <= 0xFFFB)
                            // All but tags, and the variants of Chinese characters.
                            || (point >= 0xE0000 && point <= 0xE0FFF && !isTag(point))
                                    && (point < FIRST_VARIANT || point > LAST_VARIANT);
        };
    }

    private static boolean isNoCharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    false;
            default -> point != BRAILLE_BLANK;
        };
    }
}

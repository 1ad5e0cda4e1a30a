package dev.astir.stream;

/**
 * What people may react with: one emoji, which may be several characters. Not a table of Unicode's
 * emojis, which grow every year, but the way they are built (UTS #51, section 1.4.9), from symbols
 * alone: no letters, no spaces, nothing invisible on its own. Stateless.
 */
final class Emoji {
    private static final int LONGEST = 32;

    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int CANCEL_TAG = 0xE007F;
    private static final int INFORMATION = 0x2139;
    private static final int DOUBLE_EXCLAMATION = 0x203C;
    private static final int EXCLAMATION_QUESTION = 0x2049;
    private static final int WAVY_DASH = 0x3030;
    private static final int REPLACEMENT = 0xFFFD;

    private final int[] text;
    private int next;

    private Emoji(int[] text) {
        this.text = text;
    }

    static String checked(String text) {
        if (text.length() > LONGEST || !new Emoji(text.codePoints().toArray()).isOne()) {
            throw new InvalidInputException(
                    "emoji", text, "one emoji of at most " + LONGEST + " characters");
        }
        return text;
    }

    private boolean isOne() {
        boolean isWhole = element();
        while (isWhole && take(JOINER)) {
            isWhole = element();
        }
        return isWhole && next == text.length;
    }

    private boolean element() {
        if (next == text.length) {
            return false;
        }
        int base = text[next++];
        if (isFlagLetter(base)) {
            return next < text.length && isFlagLetter(text[next++]);
        }
        if (base < 0x80) {
            boolean canBeKey = (base >= '0' && base <= '9') || base == '#' || base == '*';
            takeSelector();
            return canBeKey && take(KEYCAP);
        }
        if (!isSymbol(base)) {
            return false;
        }
        takeSelector();
        takeSkin();
        return tags();
    }

    /** A flag such as Scotland's: tags, and a mark at their end. */
    private boolean tags() {
        boolean hasTags = false;
        while (next < text.length && text[next] >= 0xE0020 && text[next] < CANCEL_TAG) {
            next++;
            hasTags = true;
        }
        return !hasTags || take(CANCEL_TAG);
    }

    private boolean take(int wanted) {
        boolean isThere = next < text.length && text[next] == wanted;
        next += isThere ? 1 : 0;
        return isThere;
    }

    /** As text or as a picture. */
    private void takeSelector() {
        if (!take(0xFE0F)) {
            take(0xFE0E);
        }
    }

    private void takeSkin() {
        if (next < text.length && text[next] >= 0x1F3FB && text[next] <= 0x1F3FF) {
            next++;
        }
    }

    private static boolean isFlagLetter(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private static boolean isSymbol(int c) {
        // Stands for what is no character; Unicode counts it among the symbols.
        if (c == REPLACEMENT) {
            return false;
        }
        // The blocks of emojis, with those that this Java does not know yet.
        if (c >= 0x1F000 && c <= 0x1FAFF) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.OTHER_SYMBOL, Character.MATH_SYMBOL -> true;
            default ->
                    c == INFORMATION
                            || c == DOUBLE_EXCLAMATION
                            || c == EXCLAMATION_QUESTION
                            || c == WAVY_DASH;
        };
    }
}

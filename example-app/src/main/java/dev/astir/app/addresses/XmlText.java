package dev.astir.app.addresses;

/** Text that XML 1.0 can hold. Stateless. */
final class XmlText {

    private XmlText() {}

    /** The text, with the replacement character for each that no XML may have (its rule Char). */
    static String of(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .map(each -> isAllowed(each) ? each : 0xFFFD)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}

package dev.astir.app.mentions;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names as they are typed: without case and accents, as the dashboard's palette finds them. */
final class PlainNames {

    /** Letters that have no accent to take away, and are typed otherwise all the same. */
    private static final Map<String, String> SPELLINGS =
            Map.of(
                    "ı", "i", "ł", "l", "ø", "o", "đ", "d", "ß", "ss", "æ", "ae", "œ", "oe", "þ",
                    "th", "ð", "d");

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern SPELLED = Pattern.compile("[ıłøđßæœþð]");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private PlainNames() {}

    static String plain(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT);
        return SPELLED.matcher(bare)
                .replaceAll(letter -> SPELLINGS.getOrDefault(letter.group(), ""));
    }

    /** Whether each word of the query begins a word of the name. */
    static boolean begins(String name, String query) {
        String[] words = BETWEEN_WORDS.split(plain(name));
        for (String wanted : SPACES.split(plain(query).strip())) {
            boolean found = false;
            for (String word : words) {
                found |= word.startsWith(wanted);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}

package dev.astir.stream;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is taken out of a feed, and out of what others wrote there. Immutable.
 *
 * @param actorId their id
 * @param names what others may call them: e-mail addresses, and names of two or more words; each is
 *     found as a whole, in upper or lower case, and not within another name or address. Others are
 *     dropped: people choose their names, and a single word may as well be one of the language, a
 *     year, a role or an id. Give only what is nobody else's name
 * @param replacement what stands in a name's place
 */
public record ErasedPerson(String actorId, Set<String> names, String replacement) {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final String GAP = "[\\s\\p{Z}]+";

    public ErasedPerson {
        actorId = Rules.key("actorId", actorId);
        // The longest first: one may be the beginning of another.
        names =
                names.stream()
                        .map(Rules::clean)
                        .map(String::strip)
                        .filter(ErasedPerson::isTelling)
                        .sorted(
                                Comparator.comparingInt(String::length)
                                        .reversed()
                                        .thenComparing(Comparator.naturalOrder()))
                        .collect(
                                Collectors.collectingAndThen(
                                        Collectors.toCollection(LinkedHashSet::new),
                                        Collections::unmodifiableSet));
        String checked = Rules.name("replacement", replacement);
        if (checked == null || checked.isBlank()) {
            throw new InvalidInputException("replacement", replacement, "a name to show");
        }
        replacement = checked;
    }

    private static boolean isTelling(String name) {
        return isEmail(name)
                || Stream.of(name.split(GAP))
                                .filter(word -> word.codePoints().anyMatch(Character::isLetter))
                                .count()
                        > 1;
    }

    private static boolean isEmail(String name) {
        return EMAIL.matcher(name).matches();
    }

    /**
     * The event without them; the same one if it says nothing of them. Only what is text is looked
     * at: the message, the entity's name, and texts of the metadata. An actor who has the same name
     * keeps it, and so does what the event says of that actor.
     */
    public ActivityEvent takeOutOf(ActivityEvent event) {
        String actor = event.actorName();
        if (actor != null && isNamed(actor)) {
            return event;
        }
        ActivityEvent without;
        try {
            without = rewritten(event, replacement);
        } catch (InvalidInputException e) {
            // The replacement may be longer than the name, and a field full.
            without = rewritten(event, "");
        }
        return without.equals(event) ? event : without;
    }

    private ActivityEvent rewritten(ActivityEvent event, String instead) {
        return event.toBuilder()
                .message(optional(event.message(), instead))
                .entityName(optional(event.entityName(), instead))
                .metadata(object(event.metadata(), instead))
                .build()
                .withCounts(event.reactions(), event.commentCount());
    }

    /** A text without them, which may be the same one. Addresses of pages in it stay. */
    public String takeOutOf(String text) {
        return replaced(text, replacement);
    }

    /** Whether a text is one of the names, and nothing else. */
    public boolean isNamed(String text) {
        return names.stream().anyMatch(text.strip()::equalsIgnoreCase);
    }

    private @Nullable String optional(@Nullable String text, String instead) {
        return text == null ? null : replaced(text, instead);
    }

    private String replaced(String text, String instead) {
        String result = text;
        for (String name : names) {
            String before = result;
            result =
                    pattern(name)
                            .matcher(before)
                            .replaceAll(found ->
                                    Matcher.quoteReplacement(
                                            isInUrl(before, found.start())
                                                    ? found.group()
                                                    : instead));
        }
        return result;
    }

    /** One with another name in it would lead elsewhere. */
    private static boolean isInUrl(String text, int at) {
        int from = at;
        while (from > 0 && !Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, at).contains("://");
    }

    private static Pattern pattern(String name) {
        String words =
                Stream.of(name.split(GAP)).map(Pattern::quote).collect(Collectors.joining(GAP));
        // Neither bob.alice@example.org nor alice@example.org.uk is alice@example.org, and
        // Mary-Alice Moreau and Alice Moreau-Roux are not Alice Moreau.
        String whole =
                isEmail(name)
                        ? "(?<![\\p{L}\\p{M}\\p{N}._%+@-])"
                                + words
                                + "(?![\\p{L}\\p{M}\\p{N}_@-]|\\.[\\p{L}\\p{N}])"
                        : "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{L}\\p{M}\\p{N}]-)"
                                + words
                                + "(?![\\p{L}\\p{M}\\p{N}_]|-[\\p{L}\\p{N}])";
        return Pattern.compile(whole, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private Map<String, Object> object(Map<?, ?> object, String instead) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (!actorId.equals(value)) {
                copy.put(String.valueOf(key), value(value, instead));
            }
        });
        return copy;
    }

    private Object value(@Nullable Object value, String instead) {
        if (value instanceof Map<?, ?> map) {
            return object(map, instead);
        }
        if (value instanceof Collection<?> list) {
            return list.stream()
                    .filter(element -> !actorId.equals(element))
                    .map(element -> value(element, instead))
                    .toList();
        }
        return value instanceof String text
                ? replaced(text, instead)
                : Objects.requireNonNull(value);
    }

    /**
     * Regular expressions of PostgreSQL for texts that may say something of them: at least those
     * that do, also as JSON writes them. They name both cases of a letter themselves, since what is
     * the same letter depends on the database's locale.
     */
    public List<String> patterns() {
        return Stream.concat(names.stream(), Stream.of(actorId))
                .map(ErasedPerson::expression)
                .toList();
    }

    private static String expression(String name) {
        StringBuilder expression = new StringBuilder();
        name.codePoints()
                .forEach(point -> {
                    if (Character.isLetterOrDigit(point)) {
                        Set<Integer> cases =
                                new TreeSet<>(
                                        List.of(
                                                point,
                                                Character.toLowerCase(point),
                                                Character.toUpperCase(point),
                                                Character.toTitleCase(point),
                                                Character.toLowerCase(
                                                        Character.toUpperCase(point))));
                        expression.append('[');
                        cases.forEach(expression::appendCodePoint);
                        expression.append(']');
                    } else if (point > ' ' && point < 0x7F && point != '"' && point != '\\') {
                        expression.append('\\').appendCodePoint(point);
                    } else {
                        // Spaces, and what JSON may write in another way.
                        expression.append(".*");
                    }
                });
        return expression.toString();
    }
}

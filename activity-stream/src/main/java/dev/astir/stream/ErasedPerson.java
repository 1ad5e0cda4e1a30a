package dev.astir.stream;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is taken out of a feed, and out of what others wrote there. Immutable.
 *
 * @param actorId their id
 * @param names what others may call them: full names, e-mail addresses, names of computers; each is
 *     found as a whole, not within another word. Upper and lower case are the same but for a name
 *     of one word, which may be a word of the language as well
 * @param replacement what stands in a name's place
 */
public record ErasedPerson(String actorId, Set<String> names, String replacement) {

    public ErasedPerson {
        actorId = Rules.key("actorId", actorId);
        names =
                names.stream()
                        .map(Rules::clean)
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        String checked = Rules.name("replacement", replacement);
        if (checked == null || checked.isBlank()) {
            throw new InvalidInputException("replacement", replacement, "a name to show");
        }
        replacement = checked;
    }

    /**
     * The event without them; the same one if it says nothing of them. An actor who has the same
     * name keeps it, and so does what the event says of that actor.
     */
    public ActivityEvent takeOutOf(ActivityEvent event) {
        String actor = event.actorName();
        if (actor != null && names.stream().anyMatch(actor::equalsIgnoreCase)) {
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
        List<MediaLink> media =
                event.media().stream()
                        .filter(link -> link.url().equals(replaced(link.url(), instead)))
                        .map(link ->
                                new MediaLink(
                                        link.url(), link.type(), optional(link.title(), instead)))
                        .toList();
        String url = event.entityUrl();
        return event.toBuilder()
                .message(optional(event.message(), instead))
                .entityName(optional(event.entityName(), instead))
                .entityReference(optional(event.entityReference(), instead))
                // An address with another name in it is none.
                .entityUrl(url == null || url.equals(replaced(url, instead)) ? url : null)
                .metadata(object(event.metadata(), instead))
                .media(media)
                .build()
                .withCounts(event.reactions(), event.commentCount());
    }

    /** A text without them, which may be the same one. */
    public String takeOutOf(String text) {
        return replaced(text, replacement);
    }

    private @Nullable String optional(@Nullable String text, String instead) {
        return text == null ? null : replaced(text, instead);
    }

    private String replaced(String text, String instead) {
        String result = text;
        for (String name : names) {
            if (result.length() >= name.length()) {
                result =
                        pattern(name).matcher(result).replaceAll(Matcher.quoteReplacement(instead));
            }
        }
        return result;
    }

    private static Pattern pattern(String name) {
        boolean oneWord = name.codePoints().allMatch(Character::isLetter);
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                oneWord ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private Map<String, Object> object(Map<?, ?> object, String instead) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (!actorId.equals(value)) {
                copy.put(replaced(String.valueOf(key), instead), value(value, instead));
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
     * Patterns of SQL's {@code ILIKE} for texts that may say something of them: at least those that
     * do, whatever the database takes for the same letter, and also as JSON writes them.
     */
    public List<String> patterns() {
        return Stream.concat(names.stream(), Stream.of(actorId))
                .map(name -> "%" + name.replaceAll("[^a-zA-Z0-9]+", "%") + "%")
                .toList();
    }
}

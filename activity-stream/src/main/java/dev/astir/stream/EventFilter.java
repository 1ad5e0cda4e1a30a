package dev.astir.stream;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted: values of one field are alternatives, and all fields must agree. An
 * empty field asks for nothing. Immutable.
 *
 * @param types event types; {@code task.*} stands for any deeper type, {@code *} for all
 * @param actors actor ids
 * @param entityTypes kinds of things
 * @param entityIds things
 * @param query words that must all occur in the message, the last one as a prefix; or null
 * @param important only important events (true), only others (false), or all (null)
 * @param from not before this time, or null
 * @param to before this time, or null
 */
public record EventFilter(
        List<String> types,
        List<String> actors,
        List<String> entityTypes,
        List<String> entityIds,
        @Nullable String query,
        @Nullable Boolean important,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** The names of the fields, in JSON and in query strings. */
    public static final Set<String> FIELDS =
            Set.of("type", "actor", "entityType", "entityId", "q", "important", "from", "to");

    private static final EventFilter ALL =
            new EventFilter(List.of(), List.of(), List.of(), List.of(), null, null, null, null);
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_QUERY = 200;

    /** An English sentence of so many characters has about as many words. */
    private static final int MOST_WORDS = 32;

    public EventFilter {
        types = checked("type", types);
        types.forEach(EventFilter::checkType);
        actors = checked("actor", actors);
        entityTypes = checked("entityType", entityTypes);
        entityIds = checked("entityId", entityIds);
        query = search(query);
        Rules.time("from", from);
        Rules.time("to", to);
    }

    /** A filter that lets everything through. */
    public static EventFilter all() {
        return ALL;
    }

    /** A filter for these types. */
    public static EventFilter types(String... types) {
        return ALL.withTypes(List.of(types));
    }

    /**
     * Reads a filter from a query string's parameters: {@code type}, {@code actor}, {@code
     * entityType}, {@code entityId} (each repeatable), {@code q}, {@code important}, {@code from},
     * {@code to}. Other names are not its own and are left alone.
     *
     * @throws InvalidInputException if a value is refused
     */
    public static EventFilter fromQuery(Map<String, List<String>> parameters) {
        return new EventFilter(
                parameters.getOrDefault("type", List.of()),
                parameters.getOrDefault("actor", List.of()),
                parameters.getOrDefault("entityType", List.of()),
                parameters.getOrDefault("entityId", List.of()),
                last(parameters, "q"),
                truth(last(parameters, "important")),
                time("from", last(parameters, "from")),
                time("to", last(parameters, "to")));
    }

    /** The same, for these types. */
    public EventFilter withTypes(List<String> types) {
        return new EventFilter(types, actors, entityTypes, entityIds, query, important, from, to);
    }

    /** The same, for what these did. */
    public EventFilter actor(String... actors) {
        return new EventFilter(
                types, List.of(actors), entityTypes, entityIds, query, important, from, to);
    }

    /** The same, for these kinds of things. */
    public EventFilter entityType(String... entityTypes) {
        return new EventFilter(
                types, actors, List.of(entityTypes), entityIds, query, important, from, to);
    }

    /** The same, for these things. */
    public EventFilter entityId(String... entityIds) {
        return new EventFilter(
                types, actors, entityTypes, List.of(entityIds), query, important, from, to);
    }

    /** The same, for messages with these words. */
    public EventFilter text(@Nullable String query) {
        return new EventFilter(types, actors, entityTypes, entityIds, query, important, from, to);
    }

    /** The same, for important events (true), others (false), or both (null). */
    public EventFilter important(@Nullable Boolean important) {
        return new EventFilter(types, actors, entityTypes, entityIds, query, important, from, to);
    }

    /** The same, for what happened in [from, to); null leaves a side open. */
    public EventFilter between(@Nullable Instant from, @Nullable Instant to) {
        return new EventFilter(types, actors, entityTypes, entityIds, query, important, from, to);
    }

    /** Whether the event is wanted by a stream that searches for whole words. */
    public boolean matches(ActivityEvent event) {
        return matches(event, SearchRule.WORDS);
    }

    /** Whether the event is wanted. Audiences are not a filter's business. */
    public boolean matches(ActivityEvent event, SearchRule rule) {
        return (types.isEmpty() || types.stream().anyMatch(t -> typeMatches(t, event.eventType())))
                && isOneOf(actors, event.actorId())
                && isOneOf(entityTypes, event.entityType())
                && isOneOf(entityIds, event.entityId())
                && (important == null || important == event.important())
                && (from == null || !event.timestamp().isBefore(from))
                && (to == null || event.timestamp().isBefore(to))
                && textMatches(event, rule);
    }

    private boolean textMatches(ActivityEvent event, SearchRule rule) {
        if (query == null) {
            return true;
        }
        List<String> wanted = SearchText.tokens(query);
        String message = event.message() == null ? "" : event.message();
        return wanted.isEmpty() || rule.matches(wanted, SearchText.tokens(message));
    }

    private static boolean typeMatches(String pattern, String type) {
        if (!pattern.endsWith("*")) {
            return pattern.equals(type);
        }
        return type.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    private static boolean isOneOf(List<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    private static List<String> checked(String field, List<String> values) {
        if (values.size() > MOST_VALUES) {
            throw new InvalidInputException(
                    field, values.size() + " values", "at most " + MOST_VALUES + " values");
        }
        // Most lists are good as they are; filters that differ in other fields share them.
        List<String> same = List.copyOf(values);
        List<String> copy = new ArrayList<>(values.size());
        same.forEach(value -> copy.add(Rules.key(field, value)));
        return copy.equals(same) ? same : List.copyOf(copy);
    }

    private static @Nullable String search(@Nullable String query) {
        String clean = Rules.text("q", query, LONGEST_QUERY);
        if (clean != null && SearchText.tokens(clean).size() > MOST_WORDS) {
            throw new InvalidInputException("q", clean, "at most " + MOST_WORDS + " words");
        }
        return clean;
    }

    private static void checkType(String pattern) {
        if (pattern.equals("*")) {
            return;
        }
        Rules.type(
                "type",
                pattern.endsWith(".*") ? pattern.substring(0, pattern.length() - 2) : pattern);
    }

    private static @Nullable String last(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    private static @Nullable Boolean truth(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw new InvalidInputException("important", value, "true or false");
        }
        return value.equals("true");
    }

    private static @Nullable Instant time(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInputException(field, value, "a time such as 2026-01-31T09:30:00Z");
        }
    }
}

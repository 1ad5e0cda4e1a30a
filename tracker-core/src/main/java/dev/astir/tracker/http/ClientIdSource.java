package dev.astir.tracker.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place of a client's id in a request. Immutable, so safe for use by several threads.
 *
 * @param kind the kind of place
 * @param name the name of the field, parameter or header; empty for the principal
 */
public record ClientIdSource(Kind kind, String name) {

    /** Kinds of places; settings name them in lower case. */
    public enum Kind {
        /** A field at the top level of a JSON body. */
        JSON,
        /** A query parameter. */
        QUERY,
        /** A header. */
        HEADER,
        /** The name of the authenticated user. */
        PRINCIPAL
    }

    private static final String ALLOWED = "json:NAME, query:NAME, header:NAME, principal";

    /**
     * Reads a setting such as {@code json:client_id, query:client_id}.
     *
     * @param list {@code json:NAME}, {@code query:NAME}, {@code header:NAME} and {@code principal},
     *     with commas between
     * @return the places in the order of the list, at least one
     * @throws IllegalArgumentException if the list has another entry, an empty one or none; the
     *     message starts with {@code clientId}
     */
    public static List<ClientIdSource> parse(String list) {
        List<ClientIdSource> sources = new ArrayList<>();
        for (String entry : list.split(",", -1)) {
            int colon = entry.indexOf(':');
            String kind = (colon < 0 ? entry : entry.substring(0, colon)).strip();
            String name = colon < 0 ? "" : entry.substring(colon + 1).strip();
            sources.add(new ClientIdSource(kind(kind, name, list), name));
        }
        return List.copyOf(sources);
    }

    /**
     * Whether a resolver has found an id, so that no other has to be asked.
     *
     * @param id what the resolver gave back; null, which it should not be, is as good as empty
     */
    @SuppressWarnings("NullableOptional") // an application's resolver may do so
    public static boolean isFound(@Nullable Optional<String> id) {
        return id != null && id.isPresent() && !id.get().isEmpty();
    }

    private static Kind kind(String text, String name, String list) {
        for (Kind kind : Kind.values()) {
            boolean named = kind != Kind.PRINCIPAL;
            if (kind.name().toLowerCase(Locale.ROOT).equals(text) && named != name.isEmpty()) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "clientId must be a list of %s, but is \"%s\"".formatted(ALLOWED, list));
    }
}

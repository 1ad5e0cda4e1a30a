package dev.astir.tracker.servlet;

import dev.astir.tracker.http.ClientIdSource;
import dev.astir.tracker.http.JsonField;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the id of the client that sent a request. Must be safe for use by several threads.
 *
 * <p>Asked before the request is processed, and, if it found nothing then, once more afterwards,
 * when an authentication inside may have come to know the user. Asked only afterwards about a
 * request with a JSON body, if this reads the body, and about each request, if the filter has an
 * {@linkplain ActivityTrackingFilter.Builder#activity activity}.
 *
 * <p>A resolver around one that reads the body, such as {@link #byDefault}, must also say {@link
 * #readsBody}, which a lambda expression cannot: otherwise no body is kept, and nobody is found.
 * {@link #accepting} and {@link #firstOf} do so.
 */
@FunctionalInterface
public interface ClientIdResolver {

    /**
     * Finds the client's id. Must not block, nor read the request's body. What it throws is logged,
     * and the request goes on.
     *
     * @return the id, or empty if the request tells none
     */
    Optional<String> resolve(HttpServletRequest request);

    /** Whether this looks at the body. False unless overridden. Asked once, by the filter. */
    default boolean readsBody() {
        return false;
    }

    /** The value of a header, for example {@code X-Client-Id}. */
    static ClientIdResolver header(String name) {
        return request -> Optional.ofNullable(request.getHeader(name));
    }

    /** The first value of a parameter in the query string. */
    static ClientIdResolver queryParameter(String name) {
        return request -> QueryString.first(request.getQueryString(), name);
    }

    /** The name of the authenticated user. */
    static ClientIdResolver principal() {
        return request -> Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
    }

    /**
     * A text or whole-number field at the top level of a JSON body, if it is in the part of the
     * body that the filter keeps. Of several fields of that name, the first counts. For the filter
     * that asks: what it has kept for another resolver may lack this field.
     */
    static ClientIdResolver jsonField(String name) {
        return new JsonFieldResolver(JsonField.named(name));
    }

    /**
     * The first id that one of these finds and that is not empty, asked in this order. What one
     * throws is logged, and the next one is asked.
     */
    static ClientIdResolver firstOf(ClientIdResolver... resolvers) {
        return new FirstOf(resolvers);
    }

    /**
     * This resolver, for the ids that a predicate accepts; finds nothing for the others.
     *
     * @param accepted asked with each id that is found; must not block, and must be safe for use by
     *     several threads
     */
    default ClientIdResolver accepting(Predicate<String> accepted) {
        return new Accepting(this, accepted);
    }

    /** The JSON body field {@code client_id}, and then the query parameter of that name. */
    static ClientIdResolver byDefault() {
        return firstOf(jsonField("client_id"), queryParameter("client_id"));
    }

    /**
     * The resolvers that a setting names, as one.
     *
     * @param list {@code json:NAME}, {@code query:NAME}, {@code header:NAME} and {@code principal},
     *     with commas between, in the order in which they are asked
     * @throws IllegalArgumentException if the list has another entry, an empty one or none; the
     *     message starts with {@code clientId}
     */
    static ClientIdResolver parse(String list) {
        return firstOf(
                ClientIdSource.parse(list).stream()
                        .map(ClientIdResolver::of)
                        .toArray(ClientIdResolver[]::new));
    }

    private static ClientIdResolver of(ClientIdSource source) {
        return switch (source.kind()) {
            case JSON -> jsonField(source.name());
            case QUERY -> queryParameter(source.name());
            case HEADER -> header(source.name());
            case PRINCIPAL -> principal();
        };
    }
}

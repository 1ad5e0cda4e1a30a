package dev.astir.tracker.servlet;

import dev.astir.tracker.http.ClientIdSource;
import dev.astir.tracker.http.JsonField;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the id of the client that sent a request. Must be safe for use by several threads.
 *
 * <p>Asked before the request is processed, and, if it found nothing then, once more afterwards,
 * when an authentication inside may have come to know the user. One that reads the body is asked
 * about a request with a JSON body only afterwards.
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

    /** Whether this looks at the body. False unless overridden. */
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
     * body that the filter keeps. Of several fields of that name, the first counts.
     */
    static ClientIdResolver jsonField(String name) {
        JsonField field = JsonField.named(name);
        return new ClientIdResolver() {
            @Override
            public Optional<String> resolve(HttpServletRequest request) {
                return request.getAttribute(TrackedRequest.PREFIX) instanceof BodyPrefix prefix
                        ? prefix.find(field)
                        : Optional.empty();
            }

            @Override
            public boolean readsBody() {
                return true;
            }
        };
    }

    /** The first id that one of these finds and that is not empty, asked in this order. */
    static ClientIdResolver firstOf(ClientIdResolver... resolvers) {
        List<ClientIdResolver> ordered = List.copyOf(Arrays.asList(resolvers));
        boolean readsBody = ordered.stream().anyMatch(ClientIdResolver::readsBody);
        return new ClientIdResolver() {
            @Override
            public Optional<String> resolve(HttpServletRequest request) {
                for (ClientIdResolver resolver : ordered) {
                    Optional<String> id = resolver.resolve(request);
                    if (ClientIdSource.isFound(id)) {
                        return id;
                    }
                }
                return Optional.empty();
            }

            @Override
            public boolean readsBody() {
                return readsBody;
            }
        };
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

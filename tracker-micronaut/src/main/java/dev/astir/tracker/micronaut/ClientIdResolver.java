package dev.astir.tracker.micronaut;

import dev.astir.tracker.http.ClientIdSource;
import dev.astir.tracker.http.JsonField;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Finds the id of the client that sent a request. Define a bean of this type where the setting
 * {@code astir.tracker.client-id} cannot say it; by default that is the JSON body field {@code
 * client_id}, and then the query parameter of that name. Must be safe for use by several threads.
 */
@FunctionalInterface
public interface ClientIdResolver {

    /**
     * Finds the client's id. Called before the controller and after authentication, on the thread
     * of the request: it must not block. What it throws or fails with is logged, and the request
     * goes on.
     *
     * @return the id, or empty if the request tells none; at once, or when the body has come
     */
    CompletionStage<Optional<String>> resolve(HttpRequest<?> request);

    /** Finds the id at once. */
    static ClientIdResolver from(Function<HttpRequest<?>, Optional<String>> function) {
        return request -> CompletableFuture.completedFuture(function.apply(request));
    }

    /** The value of a header, for example {@code X-Client-Id}. */
    static ClientIdResolver header(String name) {
        return from(request -> request.getHeaders().findFirst(name));
    }

    /** The first value of a query parameter. */
    static ClientIdResolver queryParameter(String name) {
        return from(request -> request.getParameters().getFirst(name));
    }

    /** The name of the authenticated user. */
    static ClientIdResolver principal() {
        return from(request -> request.getUserPrincipal().map(Principal::getName));
    }

    /**
     * A text or whole-number field at the top level of a JSON body, if it is in the first {@value
     * JsonField#DEFAULT_LIMIT} bytes.
     */
    static ClientIdResolver jsonField(String name) {
        return jsonField(name, JsonField.DEFAULT_LIMIT);
    }

    /**
     * A text or whole-number field at the top level of a JSON body. The controller's view of the
     * body does not change, and bodies of other content types are left alone, as are encoded ones
     * that the server does not decode. Of several in one {@link #firstOf}, the limit of the first
     * counts.
     *
     * @param limit how many bytes of the body are looked at, and buffered, at most: 1 to 16 MB
     */
    static ClientIdResolver jsonField(String name, int limit) {
        int unused = JsonField.checkedLimit("limit", limit);
        JsonField field = JsonField.named(name);
        BodyResolver resolver =
                (request, body) ->
                        JsonField.isIn(request.getHeaders().get(HttpHeaders.CONTENT_TYPE))
                                ? body.bytes(limit)
                                        .thenApply(prefix -> field.find(prefix, prefix.length))
                                : CompletableFuture.completedFuture(Optional.empty());
        return resolver;
    }

    /**
     * The first id that one of these finds and that is not empty, asked in this order. One that
     * throws or fails is logged, and has found nothing.
     */
    static ClientIdResolver firstOf(ClientIdResolver... resolvers) {
        return new FirstOf(resolvers);
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
        return parse(list, JsonField.DEFAULT_LIMIT);
    }

    /**
     * As {@link #parse(String)}, with a limit of one's own for JSON bodies.
     *
     * @param bodyLimit as of {@link #jsonField(String, int)}
     */
    static ClientIdResolver parse(String list, int bodyLimit) {
        return firstOf(
                ClientIdSource.parse(list).stream()
                        .map(source -> of(source, bodyLimit))
                        .toArray(ClientIdResolver[]::new));
    }

    private static ClientIdResolver of(ClientIdSource source, int bodyLimit) {
        return switch (source.kind()) {
            case JSON -> jsonField(source.name(), bodyLimit);
            case QUERY -> queryParameter(source.name());
            case HEADER -> header(source.name());
            case PRINCIPAL -> principal();
        };
    }
}

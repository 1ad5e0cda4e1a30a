package dev.astir.tracker.micronaut;

import dev.astir.tracker.json.JsonField;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Finds the id of the client that sent a request. Define a bean of this type to replace the default
 * order, which is the JSON body field {@code client_id}, and then the query parameter of that name.
 * Must be safe for use by several threads.
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
     * body does not change, and bodies of other content types are left alone.
     *
     * @param limit how many bytes of the body are looked at, and buffered, at most; at least 1
     */
    static ClientIdResolver jsonField(String name, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
        JsonField field = JsonField.named(name);
        return request ->
                request instanceof ServerHttpRequest<?> server
                                && JsonField.isIn(
                                        request.getHeaders().get(HttpHeaders.CONTENT_TYPE))
                        ? BodyPrefix.of(server.byteBody(), limit)
                                .thenApply(prefix -> field.find(prefix, prefix.length))
                        : CompletableFuture.completedFuture(Optional.empty());
    }

    /** The first id that one of these finds, asked in this order. */
    static ClientIdResolver firstOf(ClientIdResolver... resolvers) {
        List<ClientIdResolver> ordered = List.of(resolvers);
        return request -> {
            CompletionStage<Optional<String>> found =
                    CompletableFuture.completedFuture(Optional.empty());
            for (ClientIdResolver next : ordered) {
                found =
                        found.thenCompose(id ->
                                id.isPresent()
                                        ? CompletableFuture.completedFuture(id)
                                        : next.resolve(request));
            }
            return found;
        };
    }
}

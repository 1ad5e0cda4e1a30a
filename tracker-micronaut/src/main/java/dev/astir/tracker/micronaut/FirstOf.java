package dev.astir.tracker.micronaut;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks resolvers one after the other. As safe for use by several threads as they are. */
final class FirstOf implements BodyResolver {
    private final List<ClientIdResolver> ordered;

    FirstOf(ClientIdResolver... resolvers) {
        ordered = List.of(resolvers);
    }

    @Override
    public CompletionStage<Optional<String>> resolve(HttpRequest<?> request, BodyPrefix body) {
        return resolve(request, body, 0);
    }

    private CompletionStage<Optional<String>> resolve(
            HttpRequest<?> request, BodyPrefix body, int next) {
        if (next == ordered.size()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        ClientIdResolver resolver = ordered.get(next);
        CompletionStage<Optional<String>> found =
                resolver instanceof BodyResolver bodyResolver
                        ? bodyResolver.resolve(request, body)
                        : resolver.resolve(request);
        return found.thenCompose(id ->
                id.isPresent()
                        ? CompletableFuture.completedFuture(id)
                        : resolve(request, body, next + 1));
    }
}

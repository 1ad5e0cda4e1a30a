package dev.astir.tracker.micronaut;

import dev.astir.tracker.http.ClientIdSource;
import dev.astir.tracker.http.FailureLog;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks resolvers one after the other; one that fails has found nothing. As safe for use by several
 * threads as they are.
 */
final class FirstOf implements BodyResolver {
    private final FailureLog failures = FailureLog.of(FirstOf.class);
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
        return ask(ordered.get(next), request, body)
                .exceptionally(this::nothing)
                .thenCompose(id ->
                        ClientIdSource.isFound(id)
                                ? CompletableFuture.completedFuture(id)
                                : resolve(request, body, next + 1));
    }

    private CompletionStage<Optional<String>> ask(
            ClientIdResolver resolver, HttpRequest<?> request, BodyPrefix body) {
        try {
            CompletionStage<Optional<String>> found =
                    resolver instanceof BodyResolver bodyResolver
                            ? bodyResolver.resolve(request, body)
                            : resolver.resolve(request);
            return Objects.requireNonNull(found, "a resolver gave back null");
        } catch (Throwable t) { // whatever happens to one, the next is asked
            return CompletableFuture.failedFuture(t);
        }
    }

    private Optional<String> nothing(Throwable failure) {
        failures.failed("Could not ask one of several resolvers for the client", failure);
        return Optional.empty();
    }
}

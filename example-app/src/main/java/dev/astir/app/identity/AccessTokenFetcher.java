package dev.astir.app.identity;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/** Brings {@link Authenticator} to the framework, off the event loop. Stateless. */
@Singleton
final class AccessTokenFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private final Authenticator authenticator;
    private final ExecutorService executor;

    AccessTokenFetcher(
            Authenticator authenticator, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.authenticator = authenticator;
        this.executor = executor;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        if (!request.getPath().startsWith("/api/") && !request.getPath().equals("/metrics")) {
            return Publishers.empty();
        }
        return Publishers.fromCompletableFuture(() ->
                CompletableFuture.supplyAsync(
                        () ->
                                authenticator
                                        .authenticate(request)
                                        .map(Identity::toAuthentication)
                                        .orElse(null),
                        executor));
    }
}

package dev.astir.tracker.micronaut;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.AuthenticationRequest;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.authentication.provider.HttpRequestAuthenticationProvider;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** What an application would define, chosen by a property. */
@Factory
class ResolverBeans {

    @Singleton
    @Requires(property = "test.resolver", value = "principal")
    ClientIdResolver principal() {
        return ClientIdResolver.principal();
    }

    @Singleton
    @Requires(property = "test.resolver", value = "header")
    ClientIdResolver header() {
        return ClientIdResolver.firstOf(
                ClientIdResolver.header("X-Client-Id"), ClientIdResolver.queryParameter("id"));
    }

    @Singleton
    @Requires(property = "test.resolver", value = "throwing")
    ClientIdResolver throwing() {
        return ClientIdResolver.from(request -> {
            throw new IllegalStateException("resolver");
        });
    }

    @Singleton
    @Requires(property = "test.resolver", value = "failing")
    @SuppressWarnings("NullAway") // what it should not do
    ClientIdResolver failing() {
        return ClientIdResolver.firstOf(
                ClientIdResolver.from(request -> null),
                request -> null,
                throwing(),
                request -> CompletableFuture.failedFuture(new IllegalStateException("later")),
                ClientIdResolver.queryParameter("client_id"));
    }

    @Singleton
    @Requires(property = "test.activities")
    ActivityResolver activities() {
        return request ->
                switch (request.getParameters().getFirst("what").orElse("")) {
                    case "nothing" -> null;
                    case "fail" -> throw new IllegalStateException("activity");
                    default -> "request";
                };
    }

    @Singleton
    static class Users implements HttpRequestAuthenticationProvider<Object> {
        @Override
        public AuthenticationResponse authenticate(
                @Nullable HttpRequest<Object> request,
                AuthenticationRequest<String, String> credentials) {
            return credentials.getSecret().equals("right")
                    ? AuthenticationResponse.success(credentials.getIdentity())
                    : AuthenticationResponse.failure();
        }
    }
}

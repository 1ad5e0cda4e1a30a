package dev.astir.app.limits;

import dev.astir.app.web.ClientAddress;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Bounds the requests to the API, before anybody asks the database who it is: by whose the {@link
 * Credentials} are, if that is known; else by who signed in on the connection, if it cannot be many
 * people's; else by the client's address. When it is known who it is, by that. Thread-safe.
 */
final class RequestLimit {

    private static final CompletionStage<Optional<HttpResponse<?>>> GO_ON =
            CompletableFuture.completedFuture(Optional.empty());

    /** On whom a request counts already. */
    private static final String COUNTED = "astir.limits.counted";

    private RequestLimit() {}

    /** Before anybody asks who it is. */
    @ServerFilter("/api/**")
    static final class OfStrangers implements Ordered {

        private final RateLimits limits;
        private final RequestRates rates;
        private final ClientAddress addresses;
        private final Credentials credentials;

        OfStrangers(
                RateLimits limits,
                RequestRates rates,
                ClientAddress addresses,
                Credentials credentials) {
            this.limits = limits;
            this.rates = rates;
            this.addresses = addresses;
            this.credentials = credentials;
        }

        /**
         * @throws ProblemException (429) when the address, or whose the credentials or the
         *     connection are, asked too much
         */
        @RequestFilter
        CompletionStage<Optional<HttpResponse<?>>> check(HttpRequest<?> request) {
            String principal = credentials.principal(request.getHeaders()::get);
            Connection connection = Connection.of(request);
            if (principal == null && connection != null && !connection.isShared()) {
                principal = connection.principal();
            }
            if (principal != null) {
                request.setAttribute(COUNTED, principal);
                return decide(request, limits.takeSoon(request, rate(request, rates), principal));
            }
            return addresses.isShared(request)
                    ? GO_ON
                    : decide(
                            request,
                            limits.takeSoon(request, rates.stranger(), addresses.key(request)));
        }

        @Override
        public int getOrder() {
            return ServerFilterPhase.SECURITY.before();
        }
    }

    /** When it is known who it is; their connection is theirs from then on. */
    @ServerFilter("/api/**")
    static final class OfPrincipals implements Ordered {

        private final RateLimits limits;
        private final RequestRates rates;
        private final Connections connections;
        private final Credentials credentials;

        OfPrincipals(
                RateLimits limits,
                RequestRates rates,
                Connections connections,
                Credentials credentials) {
            this.limits = limits;
            this.rates = rates;
            this.connections = connections;
            this.credentials = credentials;
        }

        /**
         * @throws ProblemException (429) when the person or device asked too much
         */
        @RequestFilter
        CompletionStage<Optional<HttpResponse<?>>> check(HttpRequest<?> request) {
            String principal = request.getUserPrincipal().map(who -> who.getName()).orElse(null);
            if (principal == null) {
                return GO_ON;
            }
            boolean isCounted = request.getAttribute(COUNTED).filter(principal::equals).isPresent();
            CompletableFuture<Duration> taken =
                    isCounted
                            ? CompletableFuture.completedFuture(Duration.ZERO)
                            : limits.takeSoon(request, rate(request, rates), principal);
            return decide(
                    request,
                    taken.thenApply(wait -> {
                        if (wait.isZero()) {
                            credentials.learn(request.getHeaders()::get, principal);
                            connections.admit(request, principal);
                        }
                        return wait;
                    }));
        }

        @Override
        public int getOrder() {
            return ServerFilterPhase.SECURITY.after();
        }
    }

    private static RateLimit rate(HttpRequest<?> request, RequestRates rates) {
        // HTTP clients offer other upgrades, such as to h2c, with each request.
        boolean isSocket =
                "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeaders.UPGRADE));
        return isSocket ? rates.sockets() : rates.principal();
    }

    /** Goes on where the request was, unless the answer is there already. */
    private static CompletionStage<Optional<HttpResponse<?>>> decide(
            HttpRequest<?> request, CompletableFuture<Duration> taken) {
        if (taken.isDone()) {
            return decide(taken.join());
        }
        Connection connection = Connection.of(request);
        return connection == null
                ? taken.thenCompose(RequestLimit::decide)
                : taken.thenComposeAsync(RequestLimit::decide, connection.channel().eventLoop());
    }

    private static CompletionStage<Optional<HttpResponse<?>>> decide(Duration wait) {
        return wait.isZero()
                ? GO_ON
                : CompletableFuture.failedFuture(
                        ProblemException.tooManyRequests("Too many requests; slow down.", wait));
    }
}

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
 * Bounds the requests to the API: of a person or a device by who they are, and before that, on a
 * connection that nobody signed in on, by the client's address, since to find out who somebody is
 * asks the database. Thread-safe.
 */
final class RequestLimit {

    private static final CompletionStage<Optional<HttpResponse<?>>> GO_ON =
            CompletableFuture.completedFuture(Optional.empty());

    private RequestLimit() {}

    /** Before anybody asks who it is. */
    @ServerFilter("/api/**")
    static final class OfStrangers implements Ordered {

        private final RateLimits limits;
        private final RequestRates rates;
        private final ClientAddress addresses;

        OfStrangers(RateLimits limits, RequestRates rates, ClientAddress addresses) {
            this.limits = limits;
            this.rates = rates;
            this.addresses = addresses;
        }

        /**
         * @throws ProblemException (429) when the address asked too much
         */
        @RequestFilter
        CompletionStage<Optional<HttpResponse<?>>> check(HttpRequest<?> request) {
            Connection connection = Connection.of(request);
            if (connection != null && connection.isAdmitted()) {
                return GO_ON;
            }
            return addresses.isShared(request)
                    ? GO_ON
                    : decide(request, limits.takeSoon(rates.stranger(), addresses.key(request)));
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

        OfPrincipals(RateLimits limits, RequestRates rates, Connections connections) {
            this.limits = limits;
            this.rates = rates;
            this.connections = connections;
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
            connections.admit(request, principal);
            // HTTP clients offer other upgrades, such as to h2c, with each request.
            boolean isSocket =
                    "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeaders.UPGRADE));
            RateLimit rate = isSocket ? rates.sockets() : rates.principal();
            return decide(request, limits.takeSoon(rate, principal));
        }

        @Override
        public int getOrder() {
            return ServerFilterPhase.SECURITY.after();
        }
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

package dev.astir.app.identity;

import dev.astir.app.web.ProblemException;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.authentication.Authentication;
import java.util.Set;

/**
 * Where the organization requires a second factor, somebody without one may set one up and nothing
 * else but what is open to everybody: a link that they were sent, say, or another sign-in.
 * Stateless.
 */
@ServerFilter("/api/**")
final class SetupFilter implements Ordered {

    /**
     * What somebody without a second factor needs, besides the setup: to see who they are. The live
     * feed judges by itself: a browser does not see why a socket was refused.
     */
    private static final Set<String> OPEN =
            Set.of("/api/auth/me", "/api/auth/second-factor", "/api/live", "/api/live/events");

    private static final String SETUP = "/api/auth/second-factor/";

    /**
     * @throws ProblemException (403) {@code second-factor-setup-required}
     */
    @RequestFilter
    void check(HttpRequest<?> request) {
        String path = request.getPath();
        if (OPEN.contains(path) || path.startsWith(SETUP) || RouteAccess.isAnonymous(request)) {
            return;
        }
        request.getUserPrincipal(Authentication.class)
                .flatMap(Identity::of)
                .filter(Identity::setupRequired)
                .ifPresent(identity -> {
                    throw ProblemException.forbidden(
                            "second-factor-setup-required",
                            "Your organization requires a second factor; set one up first.");
                });
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}

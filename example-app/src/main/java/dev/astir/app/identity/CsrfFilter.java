package dev.astir.app.identity;

import dev.astir.app.web.ProblemException;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.authentication.Authentication;
import java.util.Set;

/**
 * Demands the {@link Csrf} token of changing requests whose person was told by a cookie; clients
 * with tokens of their own, agents among them, need none. Stateless.
 */
@ServerFilter("/api/**")
final class CsrfFilter implements Ordered {

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** They judge what they are given by themselves, or need nobody to be signed in. */
    private static final Set<String> EXEMPT =
            Set.of(
                    "/api/auth/login",
                    "/api/auth/register",
                    "/api/auth/refresh",
                    "/api/auth/logout",
                    "/api/auth/forgot-password",
                    "/api/auth/reset-password",
                    "/api/auth/second-factor",
                    "/api/auth/second-factor/passkey-options");

    private final Csrf csrf;

    CsrfFilter(Csrf csrf) {
        this.csrf = csrf;
    }

    /**
     * @throws ProblemException (403) when the token is missing or another sign-in's
     */
    @RequestFilter
    void check(HttpRequest<?> request) {
        if (!SAFE.contains(request.getMethod()) && !EXEMPT.contains(request.getPath())) {
            request.getUserPrincipal(Authentication.class)
                    .flatMap(Identity::of)
                    .filter(Identity::cookie)
                    .ifPresent(identity -> csrf.check(request, identity.familyId()));
        }
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}

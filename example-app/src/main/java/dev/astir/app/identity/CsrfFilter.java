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
 * with tokens of their own, agents among them, need none. Nor do routes that are open to everybody,
 * to which who is signed in is nothing; those that take a cookie all the same, to refresh and to
 * sign out, judge it by themselves. Stateless.
 */
@ServerFilter("/api/**")
final class CsrfFilter implements Ordered {

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Csrf csrf;

    CsrfFilter(Csrf csrf) {
        this.csrf = csrf;
    }

    /**
     * @throws ProblemException (403) when the token is missing or another sign-in's
     */
    @RequestFilter
    void check(HttpRequest<?> request) {
        if (!SAFE.contains(request.getMethod()) && !RouteAccess.isAnonymous(request)) {
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

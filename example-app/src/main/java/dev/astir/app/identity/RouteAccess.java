package dev.astir.app.identity;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.MethodBasedRouteMatch;
import java.util.List;
import java.util.Optional;

/** Whom a route lets in, as its annotations say. Stateless. */
public final class RouteAccess {

    private RouteAccess() {}

    /** The annotations of the request's route; empty where there is none. */
    public static Optional<AnnotationMetadata> route(HttpRequest<?> request) {
        return request.getAttribute(HttpAttributes.ROUTE_MATCH, MethodBasedRouteMatch.class)
                .map(match -> match.getExecutableMethod().getAnnotationMetadata());
    }

    /** What {@link Secured} says of a route. */
    public static List<String> roles(AnnotationMetadata route) {
        // As the rule of roles reads it: the method's own, or else the class's. What stringValues
        // gives is both.
        return route.getValue(Secured.class, String[].class).map(List::of).orElse(List.of());
    }

    /**
     * Whether the request's route is open to everybody: it judges what it is given by itself, and
     * who is signed in is nothing to it.
     */
    static boolean isAnonymous(HttpRequest<?> request) {
        return route(request)
                .filter(route -> roles(route).contains(SecurityRule.IS_ANONYMOUS))
                .isPresent();
    }
}

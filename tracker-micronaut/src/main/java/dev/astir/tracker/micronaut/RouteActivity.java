package dev.astir.tracker.micronaut;

import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import io.micronaut.web.router.UriRouteMatch;
import org.jspecify.annotations.Nullable;

/** Names what a request does. */
final class RouteActivity {
    private RouteActivity() {}

    /**
     * The method and the template of the route that matched, such as {@code POST /items/{id}}, or
     * null if none did. Both are the route's own: the set of activities must not grow with what
     * clients ask for.
     */
    static @Nullable String of(HttpRequest<?> request) {
        if (RouteAttributes.getRouteMatch(request).orElse(null)
                instanceof UriRouteMatch<?, ?> match) {
            UriRouteInfo<?, ?> route = match.getRouteInfo();
            return route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
        }
        return null;
    }
}

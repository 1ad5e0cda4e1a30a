package dev.astir.tracker.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names what a request does. The attributes are those of Spring MVC, which a servlet application
 * without Spring MVC does not have on its class path.
 */
final class RouteActivity {

    /** {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}. */
    static final String PATTERN =
            "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

    /** {@code HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE}. */
    static final String HANDLER =
            "org.springframework.web.servlet.HandlerMapping.bestMatchingHandler";

    /** Serves static resources, and answers 404 to what no other route has matched. */
    static final String RESOURCES =
            "org.springframework.web.servlet.resource.ResourceHttpRequestHandler";

    private static final String EVERYTHING = "/**";

    /** Those of RFC 9110, and PATCH. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private RouteActivity() {}

    /**
     * The method and the pattern of the route that matched, such as {@code POST /items/{id}}, or
     * null if none did. Neither the path nor a method that the client has made up, which a route
     * for all methods takes: the set of activities must not grow with what clients ask for.
     */
    static @Nullable String of(HttpServletRequest request) {
        Object pattern = request.getAttribute(PATTERN);
        String method = request.getMethod();
        if (pattern == null || !METHODS.contains(method)) {
            return null;
        }
        String route = pattern.toString();
        return route.equals(EVERYTHING) && isForResources(request) ? null : method + " " + route;
    }

    private static boolean isForResources(HttpServletRequest request) {
        Object handler = request.getAttribute(HANDLER);
        return handler != null && handler.getClass().getName().equals(RESOURCES);
    }
}

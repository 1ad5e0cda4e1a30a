package dev.astir.tracker.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Names what a request does. */
final class RouteActivity {

    /**
     * Spring MVC's HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, which a servlet application
     * without Spring MVC does not have on its class path.
     */
    static final String PATTERN =
            "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

    private RouteActivity() {}

    /**
     * The method and the pattern of the route that matched, such as {@code POST /items/{id}}, or
     * null if none did. Not the path: the set of activities must not grow with what clients ask
     * for.
     */
    static @Nullable String of(HttpServletRequest request) {
        Object pattern = request.getAttribute(PATTERN);
        return pattern == null ? null : request.getMethod() + " " + pattern;
    }
}

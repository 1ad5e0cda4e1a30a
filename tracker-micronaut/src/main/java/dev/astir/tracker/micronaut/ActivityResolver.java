package dev.astir.tracker.micronaut;

import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Names what a request does, where {@code astir.tracker.activity} is on. Define a bean of this type
 * where the method and the route's template are not what should be counted. Must be safe for use by
 * several threads.
 */
@FunctionalInterface
public interface ActivityResolver {

    /**
     * Names the activity, out of a small set: each client, activity and day is a row. Called before
     * the controller and after authentication, on the thread of the request: it must not block.
     * What it throws is logged; nothing is counted then, and the request goes on.
     *
     * @return the activity, or null to record that the client was seen and count nothing
     */
    @Nullable String resolve(HttpRequest<?> request);

    /**
     * The method and the template of the route that matched, such as {@code POST /items/{id}}, or
     * nothing if none did.
     */
    static ActivityResolver route() {
        return RouteActivity::of;
    }
}

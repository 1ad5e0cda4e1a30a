package dev.astir.app.clients;

import dev.astir.tracker.ActivityTracker;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;

/**
 * Counts what API tokens ask for, beside the tracker's own filter, which records the person whose
 * token it is. In memory, and without waiting, as all that the tracker does in a request.
 * Thread-safe.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class TokenSightings implements Ordered {

    private final ActivityTracker tracker;

    TokenSightings(ActivityTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    void track(HttpRequest<?> request) {
        RequestKinds.token(request)
                .ifPresent(id -> {
                    var unused = tracker.record(id.toString(), RequestKinds.kind(request));
                });
    }
}

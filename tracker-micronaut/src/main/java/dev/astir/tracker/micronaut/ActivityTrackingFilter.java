package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityTracker;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.util.StringUtils;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the client of each request that gets past authentication. Safe for use by several
 * threads.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(
        property = "astir.tracker.enabled",
        notEquals = StringUtils.FALSE,
        defaultValue = StringUtils.TRUE)
final class ActivityTrackingFilter implements Ordered {
    private static final Logger log = LoggerFactory.getLogger(ActivityTrackingFilter.class);

    private final ActivityTracker tracker;
    private final ClientIdResolver resolver;

    ActivityTrackingFilter(ActivityTracker tracker, ClientIdResolver resolver) {
        this.tracker = tracker;
        this.resolver = resolver;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    void track(HttpRequest<?> request) {
        try {
            resolver.resolve(request).whenComplete(this::record);
        } catch (Throwable t) {
            failed(t);
        }
    }

    private void record(@Nullable Optional<String> id, @Nullable Throwable failure) {
        if (id != null) {
            id.ifPresent(tracker::record);
        } else if (failure != null) {
            failed(failure);
        }
    }

    /** A request succeeds whatever happens to tracking. */
    private static void failed(Throwable cause) {
        log.debug("Could not find the client of a request", cause);
    }
}

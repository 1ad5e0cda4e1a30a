package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.http.FailureLog;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records the client of each request that gets past authentication, on the thread that it comes on
 * and without waiting. Safe for use by several threads.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(condition = OnTracking.class)
final class ActivityTrackingFilter implements Ordered {
    private final FailureLog failures = FailureLog.of(ActivityTrackingFilter.class);
    private final ActivityTracker tracker;
    private final ClientIdResolver resolver;
    private final ActivityResolver activities;
    private final boolean countsActivity;

    ActivityTrackingFilter(
            ActivityTracker tracker,
            ClientIdResolver resolver,
            ActivityResolver activities,
            Settings settings) {
        this.tracker = tracker;
        this.resolver = resolver;
        this.activities = activities;
        countsActivity = settings.configuration().activity();
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    void track(HttpRequest<?> request) {
        try {
            // Named now: when the body has come, the request may be over.
            String activity = activity(request);
            resolver.resolve(request).whenComplete((id, failure) -> record(id, activity, failure));
        } catch (Throwable t) {
            notFound(t);
        }
    }

    /** Null counts nothing; the client was seen all the same. */
    private @Nullable String activity(HttpRequest<?> request) {
        if (!countsActivity) {
            return null;
        }
        try {
            return activities.resolve(request);
        } catch (Throwable t) { // of an application's resolver
            failures.failed("Could not name the activity of a request", t);
            return null;
        }
    }

    private void record(
            @Nullable Optional<String> id, @Nullable String activity, @Nullable Throwable failure) {
        if (failure != null) {
            notFound(failure);
        } else if (id != null && id.isPresent()) {
            record(id.get(), activity);
        }
    }

    private void record(String id, @Nullable String activity) {
        try {
            boolean unused = activity == null ? tracker.record(id) : tracker.record(id, activity);
        } catch (Throwable t) { // an application's store may throw when it is asked about an id
            failures.failed("Could not record the client of a request", t);
        }
    }

    /** A request succeeds whatever happens to tracking. */
    private void notFound(Throwable cause) {
        failures.failed("Could not find the client of a request", cause);
    }
}

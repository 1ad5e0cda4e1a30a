package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityTracker;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.util.StringUtils;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/**
 * Tells how the tracker is. Always up: a service whose tracking is behind still serves, and must
 * not be taken out of its load balancer for it.
 */
@Singleton
@Requires(classes = HealthIndicator.class)
@Requires(condition = OnTracking.class)
@Requires(
        property = "endpoints.health.activity-tracker.enabled",
        notEquals = StringUtils.FALSE,
        defaultValue = StringUtils.TRUE)
final class TrackerHealthIndicator implements HealthIndicator {
    private final ActivityTracker tracker;

    TrackerHealthIndicator(ActivityTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                HealthResult.builder("activityTracker", HealthStatus.UP)
                        .details(tracker.stats().details())
                        .build());
    }
}

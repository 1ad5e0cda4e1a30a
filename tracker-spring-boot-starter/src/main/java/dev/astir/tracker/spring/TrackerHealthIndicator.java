package dev.astir.tracker.spring;

import dev.astir.tracker.ActivityTracker;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells how the tracker is. Always up: a service whose tracking is behind still serves, and must
 * not be taken out of its load balancer for it. Safe for use by several threads.
 */
final class TrackerHealthIndicator implements HealthIndicator {
    private final ActivityTracker tracker;

    TrackerHealthIndicator(ActivityTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public Health health() {
        return Health.up().withDetails(tracker.stats().details()).build();
    }
}

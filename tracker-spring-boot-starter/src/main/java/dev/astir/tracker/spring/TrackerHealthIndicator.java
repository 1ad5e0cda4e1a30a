package dev.astir.tracker.spring;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TrackerStats;
import java.time.Instant;
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
        TrackerStats stats = tracker.stats();
        Health.Builder health =
                Health.up()
                        .withDetail("flushInterval", stats.flushInterval().toString())
                        .withDetail("maxBatchSize", stats.maxBatchSize())
                        .withDetail("maxPending", stats.maxPending())
                        .withDetail("pending", stats.pending())
                        .withDetail("stored", stats.stored())
                        .withDetail("failures", stats.failures())
                        .withDetail("dropped", stats.dropped())
                        .withDetail(
                                "refused",
                                stats.refused().values().stream().mapToLong(Long::longValue).sum());
        Instant lastSuccess = stats.lastSuccess();
        if (lastSuccess != null) {
            health.withDetail("lastSuccess", lastSuccess.toString());
        }
        return health.build();
    }
}

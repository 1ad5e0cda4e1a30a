package dev.astir.tracker.spring;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.Refusal;
import dev.astir.tracker.TrackerStats;
import dev.astir.tracker.WriteBehindStats;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
                                stats.refused().values().stream().mapToLong(Long::longValue).sum())
                        .withDetail("refusedByReason", refusedByReason(stats))
                        .withDetail("hits", hits(stats.hits()));
        Instant lastSuccess = stats.lastSuccess();
        if (lastSuccess != null) {
            health.withDetail("lastSuccess", lastSuccess.toString());
        }
        return health.build();
    }

    private static Map<String, Long> refusedByReason(TrackerStats stats) {
        Map<String, Long> byReason = new LinkedHashMap<>();
        for (Refusal reason : Refusal.values()) {
            byReason.put(
                    reason.name().toLowerCase(Locale.ROOT),
                    stats.refused().getOrDefault(reason, 0L));
        }
        return byReason;
    }

    /** What is counted beside the sightings. */
    private static Map<String, Object> hits(WriteBehindStats hits) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("pending", hits.pending());
        details.put("stored", hits.stored());
        details.put("failures", hits.failures());
        details.put("dropped", hits.dropped());
        return details;
    }
}

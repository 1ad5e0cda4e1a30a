package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.Refusal;
import dev.astir.tracker.TrackerStats;
import dev.astir.tracker.WriteBehindStats;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.util.StringUtils;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Tells how the tracker is. Always up: a service whose tracking is behind still serves, and must
 * not be taken out of its load balancer for it.
 */
@Singleton
@Requires(classes = HealthIndicator.class)
@Requires(
        property = TrackerConfiguration.ENABLED,
        notEquals = StringUtils.FALSE,
        defaultValue = StringUtils.TRUE)
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
                        .details(details(tracker.stats()))
                        .build());
    }

    private static Map<String, Object> details(TrackerStats stats) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("flushInterval", stats.flushInterval().toString());
        details.put("maxBatchSize", stats.maxBatchSize());
        details.put("maxPending", stats.maxPending());
        details.put("pending", stats.pending());
        details.put("stored", stats.stored());
        details.put("failures", stats.failures());
        details.put("dropped", stats.dropped());
        details.put("refused", stats.refused().values().stream().mapToLong(Long::longValue).sum());
        details.put("refusedByReason", refusedByReason(stats));
        details.put("hits", hits(stats.hits()));
        Instant lastSuccess = stats.lastSuccess();
        if (lastSuccess != null) {
            details.put("lastSuccess", lastSuccess.toString());
        }
        return details;
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

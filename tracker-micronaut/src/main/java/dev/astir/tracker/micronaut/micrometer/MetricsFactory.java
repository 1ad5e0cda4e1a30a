package dev.astir.tracker.micronaut.micrometer;

import dev.astir.tracker.micrometer.TrackerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.util.StringUtils;
import jakarta.inject.Singleton;

/** Makes the tracker's meters where there is a registry, unless the application makes them. */
@Factory
@Requires(classes = MeterRegistry.class)
final class MetricsFactory {

    @Singleton
    @Requires(beans = MeterRegistry.class)
    @Requires(missingBeans = TrackerMetrics.class)
    @Requires(
            property = "micronaut.metrics.binders.activity-tracker.enabled",
            notEquals = StringUtils.FALSE,
            defaultValue = StringUtils.TRUE)
    TrackerMetrics trackerMetrics(MeterRegistry registry) {
        return TrackerMetrics.of(registry);
    }
}

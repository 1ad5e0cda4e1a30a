package dev.astir.tracker.spring.micrometer;

import dev.astir.tracker.micrometer.TrackerMetrics;
import dev.astir.tracker.spring.ConditionalOnTracking;
import dev.astir.tracker.spring.TrackerAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Registers the tracker's meters, if the application has a registry of meters. */
@AutoConfiguration(
        before = TrackerAutoConfiguration.class,
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure"
                        + ".CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnTracking
public final class TrackerMetricsAutoConfiguration {

    TrackerMetricsAutoConfiguration() {}

    /** Lazy, so that there are no meters where there is no tracker that asks for its listeners. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    TrackerMetrics activityTrackerMetrics(MeterRegistry registry) {
        return TrackerMetrics.of(registry);
    }
}

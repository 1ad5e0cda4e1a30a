package dev.astir.tracker.spring;

import dev.astir.tracker.ActivityTracker;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Shows the tracker on the health endpoint, if the application has one. */
@AutoConfiguration(after = TrackerAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("activity-tracker")
@ConditionalOnTracking
@ConditionalOnSingleCandidate(ActivityTracker.class)
public final class TrackerHealthAutoConfiguration {

    TrackerHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "activityTrackerHealthIndicator")
    HealthIndicator activityTrackerHealthIndicator(ActivityTracker tracker) {
        return new TrackerHealthIndicator(tracker);
    }
}

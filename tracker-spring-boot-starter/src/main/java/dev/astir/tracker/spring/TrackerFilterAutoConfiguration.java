package dev.astir.tracker.spring;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.servlet.ActivityTrackingFilter;
import dev.astir.tracker.servlet.ClientIdResolver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingFilterBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Puts the tracker's filter into servlet web applications. */
@AutoConfiguration(after = TrackerAutoConfiguration.class)
@ConditionalOnClass(Filter.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "astir.tracker.enabled", matchIfMissing = true)
@ConditionalOnSingleCandidate(ActivityTracker.class)
public final class TrackerFilterAutoConfiguration {

    TrackerFilterAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ClientIdResolver clientIdResolver(TrackerProperties properties) {
        return Setting.apply(
                "client-id", String.join(", ", properties.clientId()), ClientIdResolver::parse);
    }

    /**
     * Not for error pages: a request that was refused further out, and so never came here, must not
     * be recorded by way of the page that says so.
     */
    @Bean
    @ConditionalOnMissingFilterBean
    FilterRegistrationBean<ActivityTrackingFilter> activityTrackingFilter(
            TrackerProperties properties, ActivityTracker tracker, ClientIdResolver resolver) {
        FilterRegistrationBean<ActivityTrackingFilter> registration =
                new FilterRegistrationBean<>(ActivityTrackingFilter.of(tracker, resolver));
        registration.setName("activityTrackingFilter");
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setOrder(properties.filterOrder());
        return registration;
    }
}

package dev.astir.tracker.spring;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.servlet.ActivityTrackingFilter;
import dev.astir.tracker.servlet.ClientIdResolver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
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
@ConditionalOnTracking
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
            TrackerProperties properties,
            ActivityTracker tracker,
            ClientIdResolver resolver,
            ObjectProvider<ActivityStore> store) {
        ActivityTrackingFilter.Builder filter =
                ActivityTrackingFilter.builder(tracker).resolver(resolver);
        Setting.apply(
                "body-limit",
                properties.bodyLimit(),
                limit -> filter.bodyLimit((int) Math.min(limit.toBytes(), Integer.MAX_VALUE)));
        if (properties.activity()) {
            // Of several, the tracker is the application's own, and so is its store.
            requireCounting(store.getIfUnique());
            filter.activity(RouteActivity::of);
        }
        FilterRegistrationBean<ActivityTrackingFilter> registration =
                new FilterRegistrationBean<>(filter.build());
        registration.setName("activityTrackingFilter");
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setOrder(properties.filterOrder());
        return registration;
    }

    private static void requireCounting(@Nullable ActivityStore store) {
        if (store != null && !(store instanceof CountingActivityStore)) {
            throw Setting.wrong(
                    "activity",
                    true,
                    "Must be false, because the ActivityStore bean (%s) does not count activities."
                            .formatted(store.getClass().getName()));
        }
    }
}

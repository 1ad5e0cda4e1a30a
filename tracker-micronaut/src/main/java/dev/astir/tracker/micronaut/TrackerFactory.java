package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.TrackerException;
import dev.astir.tracker.TrackerListener;
import dev.astir.tracker.postgres.PostgresActivityStore;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.BeanInstantiationException;
import java.util.List;

/** Makes the tracker, unless the application has one. */
@Factory
final class TrackerFactory {

    /** Made at the start, so that a wrong setting stops the start and not each request. */
    @Context
    @Bean(preDestroy = "close")
    @Requires(missingBeans = ActivityTracker.class)
    ActivityTracker activityTracker(
            Settings settings,
            BeanProvider<ActivityStore> stores,
            List<TrackerListener> listeners) {
        TrackerConfiguration configuration = settings.configuration();
        if (!configuration.enabled()) {
            return ActivityTracker.builder(sightings -> {}).enabled(false).build();
        }
        ActivityStore store = stores.get();
        ActivityTracker.Builder tracker =
                ActivityTracker.builder(store).listener(TrackerListener.allOf(listeners));
        Setting.apply("flush-interval", configuration.flushInterval(), tracker::flushInterval);
        Setting.apply("max-batch-size", configuration.maxBatchSize(), tracker::maxBatchSize);
        Setting.apply("max-pending", configuration.maxPending(), tracker::maxPending);
        Setting.apply("granularity", configuration.granularity(), tracker::granularity);
        Setting.apply(
                "shutdown-timeout", configuration.shutdownTimeout(), tracker::shutdownTimeout);
        if (configuration.activity() && !(store instanceof CountingActivityStore)) {
            throw wrongForStore("activity", store, "does not count activities");
        }
        if (configuration.createTables()) {
            createTables(store);
        }
        return tracker.build();
    }

    private static void createTables(ActivityStore store) {
        if (!(store instanceof PostgresActivityStore postgres)) {
            throw wrongForStore("create-tables", store, "makes its tables itself");
        }
        try {
            postgres.createTables();
        } catch (TrackerException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BeanInstantiationException(
                    "astir.tracker.create-tables is true, but: %s: %s"
                            .formatted(e.getMessage(), cause.getMessage()),
                    e);
        }
    }

    private static BeanInstantiationException wrongForStore(
            String property, ActivityStore store, String why) {
        return Setting.wrong(
                property,
                "true",
                "false, because the ActivityStore bean (%s) %s"
                        .formatted(store.getClass().getName(), why));
    }
}

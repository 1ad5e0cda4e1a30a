package dev.astir.tracker.spring;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TrackerListener;
import dev.astir.tracker.postgres.PostgresActivityStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Makes the tracker, in any kind of application that has a DataSource. */
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@EnableConfigurationProperties(TrackerProperties.class)
public final class TrackerAutoConfiguration {
    private static final Logger log = LoggerFactory.getLogger(TrackerAutoConfiguration.class);

    TrackerAutoConfiguration() {}

    @Bean
    @ConditionalOnTracking
    @ConditionalOnMissingBean({ActivityStore.class, ActivityTracker.class})
    @Conditional(OnDataSourceCondition.class)
    PostgresActivityStore activityStore(TrackerProperties properties, ListableBeanFactory beans) {
        PostgresActivityStore.Builder store =
                PostgresActivityStore.builder(
                        DataSourceChoice.from(beans, properties.datasource()));
        Setting.apply("table", properties.table(), store::table);
        Setting.apply("max-id-length", properties.maxIdLength(), store::maxIdLength);
        Setting.apply(
                "max-activity-length", properties.maxActivityLength(), store::maxActivityLength);
        String schema = properties.schema();
        if (schema != null) {
            Setting.apply("schema", schema, store::schema);
        }
        String dailyTable = properties.dailyTable();
        if (dailyTable != null) {
            Setting.apply("daily-table", dailyTable, store::dailyTable);
        }
        return store.build();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnTracking
    @ConditionalOnBean(ActivityStore.class)
    @ConditionalOnMissingBean
    ActivityTracker activityTracker(
            TrackerProperties properties,
            ActivityStore store,
            ObjectProvider<TrackerListener> listeners) {
        ActivityTracker.Builder tracker = ActivityTracker.builder(store);
        Setting.apply("flush-interval", properties.flushInterval(), tracker::flushInterval);
        Setting.apply("max-batch-size", properties.maxBatchSize(), tracker::maxBatchSize);
        Setting.apply("max-pending", properties.maxPending(), tracker::maxPending);
        Setting.apply("granularity", properties.granularity(), tracker::granularity);
        Setting.apply("shutdown-timeout", properties.shutdownTimeout(), tracker::shutdownTimeout);
        return tracker.listener(TrackerListener.allOf(listeners.orderedStream().toList())).build();
    }

    /** So that what records by hand can stay as it is where tracking is turned off. */
    @Bean
    @ConditionalOnTracking(false)
    @ConditionalOnMissingBean
    ActivityTracker disabledActivityTracker() {
        return ActivityTracker.builder(sightings -> {}).enabled(false).build();
    }

    @Bean
    @ConditionalOnBean(ActivityTracker.class)
    @ConditionalOnMissingBean(name = "activityTrackerLifecycle")
    TrackerLifecycle activityTrackerLifecycle(
            TrackerProperties properties,
            ObjectProvider<ActivityTracker> trackers,
            ObjectProvider<ActivityStore> store,
            ConfigurableApplicationContext context) {
        return new TrackerLifecycle(
                trackers.stream().toList(),
                () -> createTables(properties, store),
                properties.shutdownTimeout(),
                context);
    }

    private static void createTables(
            TrackerProperties properties, ObjectProvider<ActivityStore> store) {
        if (!properties.enabled() || !properties.createTables()) {
            return;
        }
        // Several are the application's own: it may have made a tracker for each.
        if (!(store.getIfUnique() instanceof PostgresActivityStore tables)) {
            throw Setting.wrong(
                    "create-tables",
                    true,
                    "Must be false, because the tracker has a store of the application's own.");
        }
        tables.createTables();
    }

    /** Says why there is no tracker, once and at the start: nobody wants to find out later. */
    @Bean
    @ConditionalOnMissingBean(ActivityTracker.class)
    NoTracker noActivityTracker() {
        log.info(
                "Clients are not tracked: there is neither a DataSource bean nor an ActivityStore"
                        + " bean. Set astir.tracker.datasource if the DataSource can be found only"
                        + " by name, or astir.tracker.enabled=false if this is meant.");
        return new NoTracker();
    }

    /** Stands for what is not there. */
    record NoTracker() {}
}

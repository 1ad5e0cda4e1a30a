package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TrackerListener;
import dev.astir.tracker.postgres.PostgresActivityStore;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the beans that an application has not defined itself. */
@Factory
final class TrackerFactory {
    private static final String CLIENT_ID = "client_id";

    @Singleton
    @Requires(missingBeans = ClientIdResolver.class)
    ClientIdResolver clientIdResolver() {
        return ClientIdResolver.firstOf(
                ClientIdResolver.jsonField(CLIENT_ID), ClientIdResolver.queryParameter(CLIENT_ID));
    }

    @Singleton
    @Requires(missingBeans = ActivityStore.class)
    ActivityStore activityStore(
            TrackerConfiguration configuration,
            BeanContext beans,
            @Nullable DataSourceUnwrapper unwrapper) {
        DataSource bean =
                beans.getBean(DataSource.class, Qualifiers.byName(configuration.datasource()));
        DataSource dataSource = unwrapper == null ? bean : unwrapper.unwrap(bean);
        PostgresActivityStore.Builder builder =
                PostgresActivityStore.builder(dataSource)
                        .table(configuration.table())
                        .maxIdLength(configuration.maxIdLength());
        String schema = configuration.schema();
        if (schema != null) {
            builder.schema(schema);
        }
        return builder.build();
    }

    /** Made at the start, so that a wrong setting stops the start and not each request. */
    @Context
    @Bean(preDestroy = "close")
    @Requires(missingBeans = ActivityTracker.class)
    ActivityTracker activityTracker(
            TrackerConfiguration configuration,
            BeanProvider<ActivityStore> store,
            @Nullable TrackerListener listener) {
        if (!configuration.enabled()) {
            return ActivityTracker.builder(sightings -> {}).enabled(false).build();
        }
        return ActivityTracker.builder(store.get())
                .flushInterval(configuration.flushInterval())
                .maxBatchSize(configuration.maxBatchSize())
                .maxPending(configuration.maxPending())
                .granularity(configuration.granularity())
                .shutdownTimeout(configuration.shutdownTimeout())
                .listener(listener == null ? TrackerListener.NONE : listener)
                .build();
    }
}

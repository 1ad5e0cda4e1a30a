package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.postgres.PostgresActivityStore;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the store, unless the application has one. */
@Factory
final class StoreFactory {

    @Singleton
    @Requires(missingBeans = ActivityStore.class)
    PostgresActivityStore activityStore(
            Settings settings, BeanContext beans, @Nullable DataSourceUnwrapper unwrapper) {
        TrackerConfiguration configuration = settings.configuration();
        DataSource bean = new DataSourceChoice(beans).named(configuration.datasource());
        PostgresActivityStore.Builder store =
                PostgresActivityStore.builder(unwrapper == null ? bean : unwrapper.unwrap(bean));
        Setting.apply("table", configuration.table(), store::table);
        Setting.applyIfSet("schema", configuration.schema(), store::schema);
        Setting.applyIfSet("daily-table", configuration.dailyTable(), store::dailyTable);
        Setting.apply("max-id-length", configuration.maxIdLength(), store::maxIdLength);
        Setting.apply(
                "max-activity-length", configuration.maxActivityLength(), store::maxActivityLength);
        try {
            return store.build();
        } catch (IllegalArgumentException e) {
            throw Setting.wrong("daily-table", e);
        }
    }
}

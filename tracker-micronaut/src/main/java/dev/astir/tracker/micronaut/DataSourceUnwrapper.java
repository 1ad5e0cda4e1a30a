package dev.astir.tracker.micronaut;

import io.micronaut.context.annotation.Requires;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes a DataSource out of its wrapper. Micronaut Data wraps the beans so that they give a
 * connection only inside a transaction, and the tracker's thread is in none.
 */
@Singleton
@Requires(classes = DataSourceResolver.class)
final class DataSourceUnwrapper {
    private final DataSourceResolver resolver;

    DataSourceUnwrapper(@Nullable DataSourceResolver resolver) {
        this.resolver = resolver == null ? DataSourceResolver.DEFAULT : resolver;
    }

    DataSource unwrap(DataSource dataSource) {
        return resolver.resolve(dataSource);
    }
}

package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.Sighting;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Beans that an application would define for itself. */
@Factory
class StoreBeans {

    /** A store of the application's own, which does not count. */
    @Singleton
    @Requires(property = "test.store")
    static class OwnStore implements ActivityStore {
        final Set<String> clients = new ConcurrentSkipListSet<>();

        @Override
        public void upsert(List<Sighting> sightings) {
            sightings.forEach(sighting -> clients.add(sighting.clientId()));
        }
    }

    /** A store that fails where it should answer. */
    @Singleton
    @Requires(property = "test.throwing-store")
    static class ThrowingStore implements ActivityStore {
        @Override
        public boolean accepts(String clientId) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void upsert(List<Sighting> sightings) {}
    }

    /** A DataSource that has no name. */
    @Singleton
    @Requires(property = "test.url")
    DataSource dataSource(@Property(name = "test.url") @Nullable String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }
}

package dev.astir.app.platform;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/** Gives the pools the connections that the {@link DatabaseWatch} knows. Immutable. */
@Singleton
final class PoolConnections implements BeanCreatedEventListener<DatasourceConfiguration> {

    private final DatabaseWatch watch;

    PoolConnections(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        DatasourceConfiguration pool = event.getBean();
        pool.setDataSource(watch.dataSource());
        return pool;
    }

    /** A pool that is closed waits for who makes its connections. */
    @EventListener
    void ending(ShutdownEvent event) {
        watch.waitNoMore();
    }
}

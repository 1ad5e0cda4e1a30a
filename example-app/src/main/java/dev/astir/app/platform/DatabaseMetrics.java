package dev.astir.app.platform;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/** Tells whether the database answers. Immutable. */
@Context
final class DatabaseMetrics {

    DatabaseMetrics(MeterRegistry registry, DatabaseWatch watch, NodeBus nodes) {
        Gauge.builder("astir.database.up", watch, each -> each.isAway() ? 0 : 1)
                .description("1 while the database answers, else 0")
                .register(registry);
        FunctionCounter.builder("astir.database.outages", watch, DatabaseWatch::outages)
                .description("How often the database stopped answering")
                .register(registry);
        FunctionCounter.builder("astir.database.restarts", watch, DatabaseWatch::restarts)
                .description("How often the embedded database was started again")
                .register(registry);
        Gauge.builder("astir.bus.up", nodes, each -> each.isConnected() ? 1 : 0)
                .description("1 while this node hears the others, else 0")
                .register(registry);
    }
}

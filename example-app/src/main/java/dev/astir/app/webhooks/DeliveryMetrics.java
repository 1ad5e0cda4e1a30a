package dev.astir.app.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.List;

/** Counts what came of the tries of this node. Thread-safe. */
@Context
final class DeliveryMetrics {

    static final String DELIVERED = "delivered";
    static final String FAILED = "failed";
    static final String DEAD = "dead";

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        // An alert on what has not happened yet needs a zero.
        List.of(DELIVERED, FAILED, DEAD).forEach(this::counter);
    }

    void tried(String outcome) {
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return Counter.builder("astir.webhooks.tries")
                .description("Tries of deliveries to webhooks by this node")
                .tag("outcome", outcome)
                .register(registry);
    }
}

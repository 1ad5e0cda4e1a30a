package dev.astir.app.tenancy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what waits every so often, so that metrics are read without the database. What could not
 * be counted is no number (NaN). Thread-safe.
 */
@Context
class Backlogs {

    private static final Logger LOG = LoggerFactory.getLogger(Backlogs.class);
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final List<Backlog> all;
    private final Transactions transactions;
    private final Map<String, Double> counted = new ConcurrentHashMap<>();
    private final ScheduledFuture<?> task;

    Backlogs(
            List<Backlog> all,
            Transactions transactions,
            MeterRegistry registry,
            TaskScheduler scheduler) {
        this.all = List.copyOf(all);
        this.transactions = transactions;
        for (Backlog each : this.all) {
            Gauge.builder(
                            each.name(),
                            counted,
                            counts -> counts.getOrDefault(each.name(), Double.NaN))
                    .description(each.description())
                    .register(registry);
        }
        this.task = scheduler.scheduleWithFixedDelay(INTERVAL, INTERVAL, this::count);
    }

    /** Counts all of them. */
    void count() {
        for (Backlog each : all) {
            try {
                counted.put(each.name(), (double) transactions.asSystem(each::count));
            } catch (RuntimeException e) {
                counted.remove(each.name());
                LOG.debug("{} could not be counted now", each.name(), e);
            }
        }
    }

    @EventListener
    void stop(ShutdownEvent event) {
        task.cancel(false);
    }
}

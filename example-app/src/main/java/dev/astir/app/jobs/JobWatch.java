package dev.astir.app.jobs;

import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's figures about jobs up to date with the runs of other nodes. A timer and no job:
 * each node is asked for its own figures. Thread-safe.
 */
@Context
class JobWatch {

    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final JobRepository rows;
    private final JobMetrics metrics;
    private final Transactions transactions;
    private final ScheduledFuture<?> task;

    JobWatch(
            JobRepository rows,
            JobMetrics metrics,
            Transactions transactions,
            TaskScheduler scheduler) {
        this.rows = rows;
        this.metrics = metrics;
        this.transactions = transactions;
        this.task = scheduler.scheduleWithFixedDelay(INTERVAL, INTERVAL, this::look);
    }

    /** Reads when each job last did all that was to be done. */
    void look() {
        try {
            metrics.know(transactions.asSystem(rows::all));
        } catch (RuntimeException e) {
            // What is known goes on growing old, as it should.
            LOG.debug("Runs of jobs could not be read now: {}", e.toString());
        }
    }

    @EventListener
    void stop(ShutdownEvent event) {
        task.cancel(false);
    }
}

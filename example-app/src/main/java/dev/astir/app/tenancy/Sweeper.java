package dev.astir.app.tenancy;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what expired long enough ago, once an hour, a few rows in each transaction. Several nodes
 * may do so at once. Thread-safe.
 */
@Context
class Sweeper {

    /** What expired is kept for so long, for who wonders why something is refused. */
    static final Duration KEEP = Duration.ofDays(7);

    static final int BATCH = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final List<ExpiredRows> kinds;
    private final Transactions transactions;
    private final Clock clock;
    private final ScheduledFuture<?> task;
    private volatile boolean stopped;

    Sweeper(
            List<ExpiredRows> kinds,
            Transactions transactions,
            Clock clock,
            TaskScheduler scheduler) {
        this.kinds = List.copyOf(kinds);
        this.transactions = transactions;
        this.clock = clock;
        this.task = scheduler.scheduleWithFixedDelay(FIRST, INTERVAL, this::sweep);
    }

    /** Deletes all that expired long enough ago. */
    synchronized void sweep() {
        Instant before = clock.instant().minus(KEEP);
        for (ExpiredRows kind : kinds) {
            try {
                long deleted = BATCH;
                while (deleted == BATCH && !stopped) {
                    deleted = transactions.asSystem(() -> kind.deleteExpired(before, BATCH));
                }
            } catch (RuntimeException e) {
                // The database may be away for a while; the next hour makes up for it.
                LOG.warn("What expired could not be deleted now: {}", e.toString());
            }
        }
    }

    /** Before the app takes its features apart; the batch that is deleted now is waited for. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopped = true;
        task.cancel(false);
        synchronized (this) {
            LOG.debug("Sweeping has ended");
        }
    }
}

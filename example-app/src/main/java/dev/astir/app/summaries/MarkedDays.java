package dev.astir.app.summaries;

import dev.astir.app.platform.DatabaseWatch;
import dev.astir.app.summaries.MarkRepository.Marked;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the days that are marked, at the {@link ComputingPace}; organizations by turns. A timer
 * of each node and no job: the nodes share the work, each day is one's alone, and what is shown of
 * today is seconds old. Thread-safe.
 */
@Context
class MarkedDays {

    private static final Logger LOG = LoggerFactory.getLogger(MarkedDays.class);

    /** Of one organization, before it is the next one's turn. */
    private static final int AT_ONCE = 25;

    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    /** So many failures in one run are the database's, not the days'. */
    private static final int MOST_FAILURES = 3;

    private final DayKeeper keeper;
    private final MarkRepository marks;
    private final Transactions transactions;
    private final ComputingPace pace;
    private final DatabaseWatch watch;
    private final Clock clock;
    private final ScheduledFuture<?> task;
    private volatile boolean stopped;

    MarkedDays(
            DayKeeper keeper,
            MarkRepository marks,
            Transactions transactions,
            TaskScheduler scheduler,
            ComputingPace pace,
            DatabaseWatch watch,
            Clock clock) {
        this.keeper = keeper;
        this.marks = marks;
        this.transactions = transactions;
        this.pace = pace;
        this.watch = watch;
        this.clock = clock;
        this.task = scheduler.scheduleWithFixedDelay(pace.interval(), pace.interval(), this::run);
    }

    /**
     * Computes all days that are marked when it begins, but for those that somebody else does; what
     * is marked meanwhile waits for the next run, so that this one ends.
     */
    synchronized void run() {
        if (watch.isAway()) {
            return; // which is told elsewhere; the marks wait
        }
        try {
            long until = transactions.asSystem(marks::newest);
            boolean isMore = true;
            while (isMore && !stopped) {
                isMore = false;
                for (UUID organization : transactions.asSystem(marks::organizations)) {
                    isMore |= someOf(organization, until);
                }
            }
        } catch (RuntimeException e) {
            // The database may be away for a while; the marks wait.
            LOG.warn("Days could not be computed now: {}", e.toString());
        }
    }

    /** Whether there may be more that this node can do. */
    private boolean someOf(UUID organization, long until) {
        List<Marked> found =
                transactions.inOrganization(
                        organization,
                        () -> marks.some(organization, UUID.randomUUID(), until, AT_ONCE));
        // In the furthest zone it is a day earlier.
        LocalDate over = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        int computed = 0;
        int failed = 0;
        for (Marked each : found) {
            if (stopped) {
                return false;
            }
            long start = System.nanoTime();
            try {
                computed +=
                        keeper.compute(organization, each.personId(), each.day(), false) ? 1 : 0;
                if (!each.day().isBefore(over)) {
                    rest(System.nanoTime() - start);
                }
            } catch (RuntimeException e) {
                if (watch.isAway()) {
                    throw e; // it is no day's fault
                }
                // One day that cannot be computed keeps nobody else's waiting.
                LOG.warn("{} of {} could not be computed", each.day(), each.personId(), e);
                if (++failed == MOST_FAILURES) {
                    throw e;
                }
            }
        }
        return found.size() == AT_ONCE && computed > 0;
    }

    /** After something that took so long. */
    private void rest(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(nanos * pace.rests(), LONGEST_REST.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** Before the app takes its features apart; the day that is computed is waited for. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopped = true;
        task.cancel(false);
        synchronized (this) {
            LOG.debug("Computing days has ended");
        }
    }
}

package dev.astir.app.savedreports;

import dev.astir.app.mail.Mailer;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails the reports that are due, one after the other. Each is leased by the node that makes it, so
 * several nodes may do so at once. Without a mail server it does nothing. Thread-safe.
 */
@Context
class DueReports {

    /** Longer than one report takes for all who get it; should it not be, nobody gets it twice. */
    static final Duration LEASE = Duration.ofMinutes(10);

    /** So many failures in one run are the database's, not the reports'. */
    private static final int MOST_FAILURES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(DueReports.class);

    private final DueRepository due;
    private final DueReport one;
    private final Mailer mailer;
    private final Transactions transactions;
    private final Clock clock;
    private final ScheduledFuture<?> task;
    private volatile boolean stopped;

    DueReports(
            DueRepository due,
            DueReport one,
            Mailer mailer,
            Transactions transactions,
            Clock clock,
            TaskScheduler scheduler,
            SendingPace pace) {
        this.due = due;
        this.one = one;
        this.mailer = mailer;
        this.transactions = transactions;
        this.clock = clock;
        this.task = scheduler.scheduleWithFixedDelay(pace.interval(), pace.interval(), this::run);
    }

    /** Mails all that are due, but for those that another node is at. */
    synchronized void run() {
        if (!mailer.isConfigured()) {
            return;
        }
        int failed = 0;
        try {
            while (!stopped && failed < MOST_FAILURES) {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                @Nullable SavedRow taken =
                        transactions.<@Nullable SavedRow>asSystem(
                                () -> due.take(now, now.plus(LEASE)));
                if (taken == null) {
                    return;
                }
                try {
                    one.mail(taken, now, () -> stopped);
                } catch (RuntimeException e) {
                    // Its lease ends, and others' are not to wait for that.
                    LOG.warn("Report {} could not be mailed now", taken.id(), e);
                    failed++;
                }
            }
        } catch (RuntimeException e) {
            // The database may be away for a while; what is due waits.
            LOG.warn("Reports could not be mailed now: {}", e.toString());
        }
    }

    /** Before the app takes its features apart; the mail that is made just now is waited for. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopped = true;
        task.cancel(false);
        synchronized (this) {
            LOG.debug("Mailing reports has ended");
        }
    }
}

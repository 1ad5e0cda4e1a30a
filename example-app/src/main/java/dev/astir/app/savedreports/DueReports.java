package dev.astir.app.savedreports;

import dev.astir.app.mail.Mailer;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobParts;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Mails the reports that are due, one after the other. Each is leased by the node that makes it, so
 * that nobody gets one twice when a node is thought to be gone and is not. Without a mail server it
 * does nothing. Thread-safe.
 */
@Singleton
class DueReports implements Job {

    /** Longer than one report takes for all who get it; should it not be, nobody gets it twice. */
    static final Duration LEASE = Duration.ofMinutes(10);

    /** So many failures in one run are the database's, not the reports'. */
    private static final int MOST_FAILURES = 3;

    private final DueRepository due;
    private final DueReport one;
    private final Mailer mailer;
    private final Transactions transactions;
    private final Clock clock;

    DueReports(
            DueRepository due,
            DueReport one,
            Mailer mailer,
            Transactions transactions,
            Clock clock) {
        this.due = due;
        this.one = one;
        this.mailer = mailer;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "report-mails";
    }

    @Override
    public JobSchedule schedule() {
        // No setting, since a report is of the time that it was due.
        return JobSchedule.every(Duration.ofSeconds(20));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        if (!mailer.isConfigured()) {
            return;
        }
        JobParts parts = new JobParts();
        while (!stopping.getAsBoolean() && parts.failed() < MOST_FAILURES) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            @Nullable SavedRow taken =
                    transactions.<@Nullable SavedRow>asSystem(() -> due.take(now, now.plus(LEASE)));
            if (taken == null) {
                break;
            }
            // The lease of one that fails ends, and others are not to wait for that.
            parts.attempt(taken.id(), () -> one.mail(taken, now, stopping));
        }
        parts.finish("%d of %d reports could not be mailed.");
    }
}

package dev.astir.app.notifications;

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
 * Mails the digests that are due, one after the other. Each is leased by the node that makes it, so
 * it is one mail, however many nodes are at it. Without a mail server it does nothing. Thread-safe.
 */
@Singleton
class DigestJob implements Job {

    /** Longer than one digest takes; should it not be, nobody gets it twice. */
    static final Duration LEASE = Duration.ofMinutes(10);

    /** So many failures in one run are the database's, not the digests'. */
    private static final int MOST_FAILURES = 3;

    private final DigestRepository due;
    private final Digests digests;
    private final Mailer mailer;
    private final Transactions transactions;
    private final Clock clock;

    DigestJob(
            DigestRepository due,
            Digests digests,
            Mailer mailer,
            Transactions transactions,
            Clock clock) {
        this.due = due;
        this.digests = digests;
        this.mailer = mailer;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "alert-digests";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofMinutes(1));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        if (!mailer.isConfigured()) {
            return;
        }
        JobParts parts = new JobParts();
        while (!stopping.getAsBoolean() && parts.failed() < MOST_FAILURES) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            @Nullable ChoiceRow taken =
                    transactions.<@Nullable ChoiceRow>asSystem(
                            () -> due.take(now, now.plus(LEASE)));
            if (taken == null) {
                break;
            }
            // The lease of one that fails ends, and others are not to wait for that.
            parts.attempt(taken.userId(), () -> digests.mail(taken, now));
        }
        parts.finish("%d of %d digests could not be mailed.");
    }
}

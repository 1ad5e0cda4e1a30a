package dev.astir.app.notifications;

import dev.astir.app.mail.Mailer;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(DigestJob.class);

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
        int failed = 0;
        while (!stopping.getAsBoolean()) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            @Nullable ChoiceRow taken =
                    transactions.<@Nullable ChoiceRow>asSystem(
                            () -> due.take(now, now.plus(LEASE)));
            if (taken == null) {
                return;
            }
            try {
                digests.mail(taken, now);
            } catch (RuntimeException e) {
                // Its lease ends, and others' are not to wait for that.
                LOG.warn("The digest of {} could not be mailed now", taken.userId(), e);
                failed++;
                if (failed == MOST_FAILURES) {
                    throw e;
                }
            }
        }
    }
}

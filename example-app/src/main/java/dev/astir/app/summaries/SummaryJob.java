package dev.astir.app.summaries;

import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobParts;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Sees once an hour that figures are what was recorded: of the days that ended since the last time
 * in their people's zones, all; of those before, some. Days that are marked are computed first, so
 * that a day that is over is complete without anybody asking. Thread-safe.
 */
@Singleton
class SummaryJob implements Job {

    private static final int DAYS = 90;

    /** Of each organization and run. */
    private static final int SOME = 100;

    private final MarkedDays marked;
    private final DayVerifier verifier;
    private final MarkRepository marks;
    private final Transactions transactions;
    private final Clock clock;

    SummaryJob(
            MarkedDays marked,
            DayVerifier verifier,
            MarkRepository marks,
            Transactions transactions,
            Clock clock) {
        this.marked = marked;
        this.verifier = verifier;
        this.marks = marks;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "summaries";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofHours(1));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        marked.run();
        LocalDate after = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS);
        JobParts parts = new JobParts();
        for (UUID organization : transactions.asSystem(marks::allOrganizations)) {
            if (stopping.getAsBoolean()) {
                break;
            }
            parts.attempt(organization, () -> verify(organization, after, stopping));
        }
        parts.finish("Days of %d of %d organizations could not be verified.");
    }

    private void verify(UUID organization, LocalDate after, BooleanSupplier stopping) {
        verifier.verifyFinished(organization, after, stopping);
        verifier.verify(organization, after, SOME, stopping);
    }
}

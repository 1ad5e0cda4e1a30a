package dev.astir.app.tenancy;

import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobParts;
import dev.astir.app.platform.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Deletes what expired long enough ago, once an hour, a few rows in each transaction. Thread-safe.
 */
@Singleton
class Sweeper implements Job {

    /** What expired is kept for so long, for who wonders why something is refused. */
    static final Duration KEEP = Duration.ofDays(7);

    static final int BATCH = 1000;

    private final List<ExpiredRows> kinds;
    private final Transactions transactions;
    private final Clock clock;

    Sweeper(List<ExpiredRows> kinds, Transactions transactions, Clock clock) {
        this.kinds = List.copyOf(kinds);
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sweeps";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofHours(1));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        Instant before = clock.instant().minus(KEEP);
        JobParts parts = new JobParts();
        for (ExpiredRows kind : kinds) {
            parts.attempt(kind, () -> sweep(kind, before, stopping));
        }
        parts.finish("%d of %d kinds of rows could not be deleted.");
    }

    private void sweep(ExpiredRows kind, Instant before, BooleanSupplier stopping) {
        long deleted = BATCH;
        while (deleted == BATCH && !stopping.getAsBoolean()) {
            deleted = transactions.asSystem(() -> kind.deleteExpired(before, BATCH));
        }
    }
}

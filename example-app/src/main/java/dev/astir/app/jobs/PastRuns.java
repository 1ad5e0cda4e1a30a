package dev.astir.app.jobs;

import dev.astir.app.platform.JobHistory;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** When jobs ran, by the table {@code job_runs}. Thread-safe. */
@Singleton
final class PastRuns implements JobHistory {

    private final JobRepository rows;
    private final Transactions transactions;

    PastRuns(JobRepository rows, Transactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @Override
    public Optional<Instant> lastSuccess(String name) {
        return transactions
                .asSystem(() -> rows.success(name))
                .map(JobRepository.Success::lastSuccess);
    }
}

package dev.astir.app.jobs;

import dev.astir.app.platform.Job;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs on this node, and writes down how each run went. Methods block. Thread-safe. */
@Singleton
class JobRuns {

    private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);

    private final JobRepository rows;
    private final Transactions transactions;
    private final JobMetrics metrics;
    private final Clock clock;

    JobRuns(JobRepository rows, Transactions transactions, JobMetrics metrics, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Runs a job.
     *
     * @param node this one
     * @param stopping whether the run is to end early
     * @return whether it was not told to
     * @throws RuntimeException what the job threw, after it was written down
     */
    boolean run(Job job, String node, BooleanSupplier stopping) {
        String name = job.name();
        UUID id = UUID.randomUUID();
        Instant begun = now();
        long start = System.nanoTime();
        try {
            transactions.asSystem(() -> rows.begin(name, id, node, begun));
            job.run(stopping);
        } catch (RuntimeException | Error e) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (FailureWords.isDatabaseAway(e)) {
                LOG.warn("Job {} failed in run {}: {}", name, id, e.toString());
            } else {
                LOG.warn("Job {} failed in run {}", name, id, e);
            }
            metrics.failed(name, took);
            write(name, () -> rows.fail(name, id, now(), took.toMillis(), FailureWords.of(e)));
            throw e;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Instant ended = now();
        if (stopping.getAsBoolean()) {
            metrics.stopped(name, took);
            write(name, () -> rows.stop(name, id, ended, took.toMillis()));
            return false;
        }
        metrics.succeeded(name, took, ended);
        write(name, () -> rows.succeed(name, id, ended, took.toMillis()));
        return true;
    }

    /** Writes down that a node is gone that was at a run of a job. */
    void abandoned(String name, String node) {
        LOG.warn("Node {} is gone, which ran job {}; another goes on with it", node, name);
        metrics.abandoned(name);
        write(name, () -> rows.abandon(name, node, now(), FailureWords.NODE_GONE));
    }

    /** What was done is done, even if nobody can be told. */
    private void write(String name, Runnable change) {
        try {
            transactions.asSystem(change);
        } catch (RuntimeException e) {
            LOG.warn("How job {} ended could not be written down: {}", name, e.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

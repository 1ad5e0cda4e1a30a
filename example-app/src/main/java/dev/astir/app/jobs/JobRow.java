package dev.astir.app.jobs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands, by {@code scheduled_tasks} and {@code job_runs}. Immutable.
 *
 * @param next when it is due; of one that runs, when it was
 * @param isRunning whether a node has it just now
 * @param runId of the last run; null before the first, as is all that follows
 * @param lastEnd null while it runs
 * @param failures how many runs have failed since the last that did not
 */
@MappedEntity("job_runs")
record JobRow(
        @Id String name,
        Instant next,
        boolean isRunning,
        @Nullable UUID runId,
        @Nullable Instant lastStart,
        @Nullable Instant lastEnd,
        @Nullable Long durationMs,
        @Nullable Instant lastSuccess,
        @Nullable String lastError,
        @Nullable Integer failures) {}

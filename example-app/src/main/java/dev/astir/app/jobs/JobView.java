package dev.astir.app.jobs;

import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as administrators see it. Immutable.
 *
 * @param lastStart of the last run; null before the first, as is all that follows of it
 * @param lastEnd null while it runs
 * @param lastError why the last run failed; null if it did not
 * @param next when it runs again; null while it runs
 * @param durationMs how long the last run took; null while it runs
 * @param lastSuccess when a run had last done all that was to be done
 * @param isRunning whether a node is at it
 * @param failures how many runs have failed since the last that did not
 * @param runId of the last run; the log of its node tells more by it
 */
@Introspected
record JobView(
        String name,
        @Nullable Instant lastStart,
        @Nullable Instant lastEnd,
        @Nullable String lastError,
        @Nullable Instant next,
        Schedule schedule,
        @Nullable Long durationMs,
        @Nullable Instant lastSuccess,
        boolean isRunning,
        int failures,
        @Nullable UUID runId) {

    /**
     * When it runs: so long after the last run's end, or once a day. Immutable.
     *
     * @param dailyAt the time of day, in UTC
     */
    @Introspected
    record Schedule(@Nullable Long everySeconds, @Nullable String dailyAt) {

        static Schedule of(JobSchedule schedule) {
            return switch (schedule) {
                case JobSchedule.Every every -> new Schedule(every.interval().toSeconds(), null);
                case JobSchedule.Daily daily -> new Schedule(null, daily.time().toString());
            };
        }
    }

    static JobView of(Job job, @Nullable JobRow row) {
        Schedule schedule = Schedule.of(job.schedule());
        if (row == null) {
            return new JobView(
                    job.name(), null, null, null, null, schedule, null, null, false, 0, null);
        }
        Integer failures = row.failures();
        return new JobView(
                job.name(),
                row.lastStart(),
                row.lastEnd(),
                row.lastError(),
                row.isRunning() ? null : row.next(),
                schedule,
                row.durationMs(),
                row.lastSuccess(),
                row.isRunning(),
                failures == null ? 0 : failures,
                row.runId());
    }
}

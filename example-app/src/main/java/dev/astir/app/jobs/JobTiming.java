package dev.astir.app.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import dev.astir.app.platform.JobSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Schedules of jobs as db-scheduler knows them. Stateless. */
final class JobTiming {

    private JobTiming() {}

    static Schedule of(JobSchedule schedule) {
        return switch (schedule) {
            case JobSchedule.Every every -> new After(every.interval());
            case JobSchedule.Daily daily -> new Daily(ZoneOffset.UTC, daily.time());
        };
    }

    /**
     * So long after the end of the run before. The library's own begins at once where there was
     * none, and a new installation has better things to do.
     */
    private record After(Duration interval) implements Schedule {

        @Override
        public Instant getNextExecutionTime(ExecutionComplete complete) {
            return complete.getTimeDone().plus(interval);
        }

        @Override
        public boolean isDeterministic() {
            return false;
        }
    }
}

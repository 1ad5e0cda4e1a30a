package dev.astir.app.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import dev.astir.app.platform.Job;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * A job as db-scheduler knows it. A run that ends early because its node does is due again at once,
 * and so is one whose node is gone. Thread-safe.
 */
final class JobTask extends RecurringTask<Void> {

    /** So much of the time after which others take a run over is left to end it. */
    private static final double NEARLY_DEAD = 0.75;

    private final Job job;
    private final Schedule schedule;
    private final JobRuns runs;
    private final String node;
    private final Clock clock;

    JobTask(Job job, Schedule schedule, JobRuns runs, String node, Clock clock) {
        super(
                job.name(),
                schedule,
                Void.class,
                (complete, operations) ->
                        operations.reschedule(complete, schedule.getNextExecutionTime(complete)));
        this.job = job;
        this.schedule = schedule;
        this.runs = runs;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        boolean isWhole = runs.run(job, node, stopping(context));
        return (complete, operations) ->
                operations.reschedule(complete, isWhole ? next(complete) : clock.instant());
    }

    /**
     * Also when this node is about to be taken for gone, because it does not reach the database.
     */
    private static BooleanSupplier stopping(ExecutionContext context) {
        return () ->
                context.getSchedulerState().isShuttingDown()
                        || context.getCurrentlyExecuting().getHeartbeatState().getFractionDead()
                                > NEARLY_DEAD;
    }

    private Instant next(ExecutionComplete complete) {
        return schedule.getNextExecutionTime(complete);
    }

    /** As {@link #execute}, which alone is called. */
    @Override
    public void executeRecurringly(TaskInstance<Void> instance, ExecutionContext context) {
        throw new UnsupportedOperationException("a job is executed as a whole");
    }

    @Override
    public DeadExecutionHandler<Void> getDeadExecutionHandler() {
        return (complete, operations) -> {
            runs.abandoned(job.name(), complete.getExecution().pickedBy);
            operations.reschedule(complete, clock.instant());
        };
    }
}

package dev.astir.app.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.astir.app.platform.Job;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Named;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has db-scheduler run the jobs: each execution is taken by one node, and by another when that one
 * is gone. No job waits for another. It works on the system's pool, and begins once requests are
 * served. Thread-safe.
 */
@Context
class JobScheduler {

    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);

    /** For runs to end when the node does, and once more after they were interrupted. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<JobTask> tasks = new ArrayList<>();
    private final Scheduler scheduler;
    private final JobPace pace;
    private final Clock clock;
    private boolean isStarted;
    private boolean isStopped;

    JobScheduler(
            Collection<Job> jobs,
            JobRuns runs,
            JobPace pace,
            Clock clock,
            @Named("system") DataSource dataSource,
            DataSourceResolver resolver) {
        this.pace = pace;
        this.clock = clock;
        String node = node();
        for (Job job : jobs) {
            tasks.add(new JobTask(job, JobTiming.of(job.schedule()), runs, node, clock));
        }
        // The bean itself only hands out a connection inside a framework's transaction.
        this.scheduler =
                new Builder(resolver.resolve(dataSource), tasks)
                        .schedulerName(new SchedulerName.Fixed(node))
                        // Its columns know that their time is UTC.
                        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                        .clock(clock::instant)
                        .pollingInterval(pace.polling())
                        .heartbeatInterval(pace.heartbeat())
                        .missedHeartbeatsLimit(JobPace.MISSED)
                        .threads(Math.max(1, tasks.size()))
                        .pollUsingLockAndFetch(0.5, 1.0)
                        .executorService(
                                Executors.newThreadPerTaskExecutor(
                                        Thread.ofVirtual().name("astir-job-", 0).factory()))
                        .shutdownMaxWait(PATIENCE)
                        // The runs' own line has their id.
                        .failureLogging(LogLevel.OFF, false)
                        .build();
    }

    /** The system's clock times the wait between two looks, whatever time it is for the jobs. */
    private static final class Builder extends SchedulerBuilder {

        Builder(DataSource dataSource, List<JobTask> tasks) {
            super(dataSource, List.copyOf(tasks));
        }

        @Override
        protected Waiter buildWaiter() {
            return new Waiter(poolingInterval);
        }
    }

    /** At most 50 characters are stored; the part that tells nodes apart comes first. */
    private static String node() {
        return UUID.randomUUID().toString().substring(0, 8)
                + "-"
                + ManagementFactory.getRuntimeMXBean().getName();
    }

    @EventListener
    synchronized void start(ServerStartupEvent event) {
        if (isStopped) {
            return;
        }
        tasks.forEach(this::schedule);
        if (pace.isRunning()) {
            scheduler.start();
            isStarted = true;
        }
    }

    /** The first time, or when its schedule has changed. */
    private void schedule(JobTask task) {
        try {
            task.onStartup(scheduler, clock::instant);
        } catch (RuntimeException e) {
            // Another node may have been quicker; or the next start does it.
            LOG.warn("Job {} could not be scheduled: {}", task.getName(), e.toString());
        }
    }

    /**
     * Has a job run soon, on some node.
     *
     * @return false if it runs or is about to, and so is not asked for twice
     */
    boolean runSoon(Job job) {
        TaskInstanceId id = TaskInstanceId.of(job.name(), RecurringTask.INSTANCE);
        Instant now = clock.instant();
        boolean isFree =
                scheduler
                        .getScheduledExecution(id)
                        .filter(found -> !found.isPicked())
                        .filter(found -> found.getExecutionTime().isAfter(now))
                        .isPresent();
        if (!isFree) {
            return false;
        }
        try {
            scheduler.reschedule(id, now);
        } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
            // Another node, or another administrator, was quicker.
            LOG.debug("Job {} is not free: {}", job.name(), e.toString());
            return false;
        }
        scheduler.triggerCheckForDueExecutions();
        return true;
    }

    /** Whether this node takes nothing new, as a test wants it. */
    void pause(boolean isPaused) {
        if (isPaused) {
            scheduler.pause();
        } else {
            scheduler.resume();
        }
    }

    /** Before the app takes its features apart; what runs now is told to end, and waited for. */
    @EventListener
    synchronized void stop(ShutdownEvent event) {
        isStopped = true;
        if (isStarted) {
            scheduler.stop();
        }
    }
}

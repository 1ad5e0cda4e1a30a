package dev.astir.app.platform;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * Runs tasks on other threads, detached from what the caller is in the middle of. The framework's
 * executors hand the caller's context on, and with it the connection of a transaction that just
 * ended: a task that asks the database would find it closed. Thread-safe.
 */
@Singleton
public class Background implements Executor, Later {

    private final ExecutorService executor;
    private final TaskScheduler scheduler;

    Background(@Named(TaskExecutors.BLOCKING) ExecutorService executor, TaskScheduler scheduler) {
        this.executor = executor;
        this.scheduler = scheduler;
    }

    /** Nothing but what the log says of the request that began it. */
    private static PropagatedContext detached() {
        return PropagatedContext.getOrEmpty()
                .find(RequestTrace.class)
                .map(trace -> PropagatedContext.empty().plus(trace))
                .orElseGet(PropagatedContext::empty);
    }

    /** Runs the task soon, on a virtual thread. */
    @Override
    public void execute(Runnable task) {
        try (PropagatedContext.Scope detached = detached().propagate()) {
            executor.execute(task);
        }
    }

    @Override
    public void run(Duration delay, Runnable task) {
        try (PropagatedContext.Scope detached = detached().propagate()) {
            var unused = scheduler.schedule(delay, task);
        }
    }
}

package dev.astir.app.platform;

import java.time.Duration;

/** Runs a task after a delay: the app's scheduler, or a test's. Implementations are thread-safe. */
@FunctionalInterface
public interface Later {

    /** Runs the task once, when the delay has passed, on a thread of the scheduler's. */
    void run(Duration delay, Runnable task);
}

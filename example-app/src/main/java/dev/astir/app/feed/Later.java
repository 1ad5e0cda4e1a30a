package dev.astir.app.feed;

import java.time.Duration;

/** Runs a task later: the app's scheduler, or a test's. */
interface Later {
    void run(Duration delay, Runnable task);
}

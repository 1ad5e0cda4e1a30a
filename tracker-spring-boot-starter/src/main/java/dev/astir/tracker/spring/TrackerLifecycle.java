package dev.astir.tracker.spring;

import dev.astir.tracker.ActivityTracker;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * Prepares the tables before the web server takes requests, and closes the trackers when it has
 * answered the last one, when tasks have ended, and while the DataSource is still there. All
 * methods are called by the thread that starts or stops the context.
 */
final class TrackerLifecycle implements SmartLifecycle {

    /**
     * Lower phases start earlier and stop later. After the web servers, which drain and stop from
     * {@link SmartLifecycle#DEFAULT_PHASE} downwards, and after Spring's executors and schedulers,
     * whose last tasks may record by hand; before what has no phase of its own, which is in 0, such
     * as connections that a store of the application's may need.
     */
    static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1024;

    private static final Logger log = LoggerFactory.getLogger(TrackerLifecycle.class);

    private final List<ActivityTracker> trackers;
    private final Runnable prepare;
    private final Duration timeout;
    private final ConfigurableApplicationContext context;
    private volatile boolean running;

    TrackerLifecycle(
            List<ActivityTracker> trackers,
            Runnable prepare,
            Duration timeout,
            ConfigurableApplicationContext context) {
        this.trackers = List.copyOf(trackers);
        this.prepare = prepare;
        this.timeout = timeout;
        this.context = context;
    }

    @Override
    public void start() {
        prepare.run();
        running = true;
    }

    /** Closes the trackers for good only if the context will not start again. */
    @Override
    public void stop() {
        running = false;
        for (ActivityTracker tracker : trackers) {
            if (context.isClosed()) {
                tracker.close();
            } else if (!tracker.flush(timeout)) {
                log.warn("Some clients are not stored yet: the database did not take them in time");
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

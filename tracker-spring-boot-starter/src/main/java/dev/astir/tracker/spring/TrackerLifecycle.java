package dev.astir.tracker.spring;

import dev.astir.tracker.ActivityTracker;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Prepares the tables before the web server takes requests, and closes the trackers when it has
 * answered the last one and the DataSource is still there. All methods are called by the thread
 * that starts or stops the context.
 */
final class TrackerLifecycle implements SmartLifecycle {

    /**
     * Lower phases start earlier and stop later; web servers drain at -1024 and start and stop at
     * -2048 from the same point.
     */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

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

package dev.astir.app.presence;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives this node's signs of life, and lets go what gave none. Thread-safe. */
@Context
class PresenceKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceKeeper.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final Duration EXPIRY = Duration.ofSeconds(1);

    private final PresenceService service;
    private final List<ScheduledFuture<?>> tasks;
    private boolean stopped;

    PresenceKeeper(PresenceService service, TaskScheduler scheduler) {
        this.service = service;
        this.tasks =
                List.of(
                        scheduler.scheduleWithFixedDelay(HEARTBEAT, HEARTBEAT, this::refresh),
                        scheduler.scheduleWithFixedDelay(EXPIRY, EXPIRY, this::expire));
    }

    private void refresh() {
        quietly("refreshed", service::refresh);
    }

    private void expire() {
        quietly("expired", service::expire);
    }

    /** Before the app takes its features apart; what runs now is waited for. */
    @EventListener
    synchronized void stop(ShutdownEvent event) {
        tasks.forEach(task -> task.cancel(false));
        quietly("left", service::leaveAll);
        stopped = true;
    }

    /** The database may be away for a while; the next run makes up for it. */
    private synchronized void quietly(String what, Runnable task) {
        if (stopped) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("Presence could not be {} now: {}", what, e.toString());
        }
    }
}

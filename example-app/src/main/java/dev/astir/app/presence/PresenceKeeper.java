package dev.astir.app.presence;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives this node's signs of life, and lets go what gave none. Thread-safe. */
@Singleton
class PresenceKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceKeeper.class);

    private final PresenceService service;

    PresenceKeeper(PresenceService service) {
        this.service = service;
    }

    @Scheduled(fixedDelay = "20s", initialDelay = "20s")
    void refresh() {
        quietly("refreshed", service::refresh);
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void expire() {
        quietly("expired", service::expire);
    }

    @EventListener
    void stopping(ShutdownEvent event) {
        quietly("left", service::leaveAll);
    }

    /** The database may be away for a while; the next run makes up for it. */
    private static void quietly(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("Presence could not be {} now: {}", what, e.toString());
        }
    }
}

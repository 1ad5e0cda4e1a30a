package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityTracker;
import io.micronaut.context.BeanContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;

/**
 * Closes the tracker after the server has waited for the requests in flight, if {@code
 * micronaut.lifecycle.graceful-shutdown.enabled} is set, and before any bean is destroyed: the
 * order in which beans are destroyed does not promise that the data source is still there.
 */
@Singleton
final class TrackerShutdown implements ApplicationEventListener<ShutdownEvent>, Ordered {
    /** Micronaut waits for requests in flight, if told to, in the very first listener. */
    private static final int AFTER_THE_SERVER = HIGHEST_PRECEDENCE + 1_000;

    private final BeanContext beans;

    TrackerShutdown(BeanContext beans) {
        this.beans = beans;
    }

    @Override
    public int getOrder() {
        return AFTER_THE_SERVER;
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        // Only one that is there: asking for the bean could make it, now that all is ending.
        beans.getActiveBeanRegistrations(ActivityTracker.class)
                .forEach(registration -> registration.bean().close());
    }
}

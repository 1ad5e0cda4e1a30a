package dev.astir.tracker.micronaut;

import dev.astir.tracker.ActivityTracker;
import io.micronaut.context.BeanContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;

/**
 * Closes the tracker when the server has stopped, and before any bean is destroyed: the order in
 * which beans are destroyed does not promise that the data source is still there.
 */
@Singleton
final class TrackerShutdown implements ApplicationEventListener<ShutdownEvent>, Ordered {
    private final BeanContext beans;

    TrackerShutdown(BeanContext beans) {
        this.beans = beans;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        // Only one that is there: asking for the bean could make it, now that all is ending.
        beans.getActiveBeanRegistrations(ActivityTracker.class)
                .forEach(registration -> registration.bean().close());
    }
}

package dev.astir.app.presence;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

/** Gives this node's signs of life, and lets go what gave none. Thread-safe. */
@Context
class PresenceKeeper {

    private final PresenceService service;
    private final ToldPresence told;
    private final Unsettled unsettled;
    private final List<ScheduledFuture<?>> tasks;
    private int turn;
    private boolean stopped;

    PresenceKeeper(
            PresenceService service,
            ToldPresence told,
            Unsettled unsettled,
            PresencePace pace,
            TaskScheduler scheduler) {
        this.service = service;
        this.told = told;
        this.unsettled = unsettled;
        this.tasks =
                List.of(
                        scheduler.scheduleWithFixedDelay(pace.tick(), pace.tick(), this::tick),
                        scheduler.scheduleWithFixedDelay(
                                pace.comparison(), pace.comparison(), this::compare));
    }

    private synchronized void tick() {
        turn = (turn + 1) % PresenceService.TURNS;
        long failures = unsettled.failures();
        quietly("refreshed", () -> service.refresh(turn));
        quietly("expired", told::expire);
        quietly("settled", service::catchUp);
        unsettled.works(failures);
    }

    private void compare() {
        quietly("compared", told::reconcile);
    }

    /** Before the app takes its features apart; what runs now is waited for. */
    @EventListener
    synchronized void stop(ShutdownEvent event) {
        tasks.forEach(task -> task.cancel(false));
        quietly("left", service::leaveAll);
        stopped = true;
    }

    /** The store may be away for a while; the next run makes up for it. */
    private synchronized void quietly(String what, Runnable task) {
        if (stopped) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            unsettled.failed(what, e);
        }
    }
}

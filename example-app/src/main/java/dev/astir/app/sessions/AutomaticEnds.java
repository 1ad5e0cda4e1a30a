package dev.astir.app.sessions;

import dev.astir.app.organizations.OrganizationSaved;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends automatic sessions at their last activity when nothing was done for the time that the
 * organization chose, once a minute. Several nodes may do so at once. Thread-safe.
 */
@Context
class AutomaticEnds {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticEnds.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final AutomaticRepository automatic;
    private final SessionRepository rows;
    private final OwnSessions own;
    private final SessionStops stops;
    private final Transactions transactions;
    private final Clock clock;
    private final ScheduledFuture<?> task;
    private volatile boolean stopped;

    AutomaticEnds(
            AutomaticRepository automatic,
            SessionRepository rows,
            OwnSessions own,
            SessionStops stops,
            Transactions transactions,
            Clock clock,
            TaskScheduler scheduler) {
        this.automatic = automatic;
        this.rows = rows;
        this.own = own;
        this.stops = stops;
        this.transactions = transactions;
        this.clock = clock;
        this.task = scheduler.scheduleWithFixedDelay(INTERVAL, INTERVAL, this::sweep);
    }

    private synchronized void sweep() {
        try {
            sweep(clock.instant());
        } catch (RuntimeException e) {
            // The database may be away for a while; the next minute makes up for it.
            LOG.warn("Automatic sessions could not be ended now: {}", e.toString());
        }
    }

    /** Ends all in which nothing was done for long enough by then. */
    void sweep(Instant now) {
        for (AutomaticRepository.Rule rule : transactions.asSystem(automatic::rules)) {
            if (stopped) {
                return;
            }
            Instant time = now.minusSeconds(rule.sessionEndsAfterSeconds());
            try {
                end(rule.id(), time);
            } catch (RuntimeException e) {
                LOG.warn("Sessions of {} could not be ended now: {}", rule.id(), e.toString());
            }
        }
    }

    private void end(UUID organizationId, Instant time) {
        List<Session> idle =
                transactions.inOrganization(
                        organizationId, () -> automatic.idleSince(organizationId, time));
        for (Session session : idle) {
            transactions.inOrganization(organizationId, () -> end(session, time));
        }
    }

    /** If nothing was done meanwhile. */
    private void end(Session session, Instant time) {
        own.holdPerson(session.userId());
        rows.hold(session.organizationId(), session.id())
                .filter(held -> held.status() == SessionStatus.ACTIVE)
                .filter(held -> !lastActivity(held).isAfter(time))
                .ifPresent(held -> stops.end(held, lastActivity(held)));
    }

    private static Instant lastActivity(Session session) {
        Instant last = session.lastActivityAt();
        return last == null ? session.startTime() : last;
    }

    /** Where agents do not start sessions any more, they do not stop them either. */
    @EventListener
    void saved(OrganizationSaved saved) {
        UUID id = saved.organization().id();
        if (!saved.organization().automaticSessions()) {
            Instant now = clock.instant();
            automatic.idleSince(id, now).forEach(session -> end(session, now));
        }
    }

    /** Before the app takes its features apart; the session that is ended now is waited for. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopped = true;
        task.cancel(false);
        synchronized (this) {
            LOG.debug("Ending automatic sessions has ended");
        }
    }
}

package dev.astir.app.sessions;

import dev.astir.app.organizations.OrganizationSaved;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobParts;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Ends automatic sessions at their last activity when nothing was done for the time that the
 * organization chose, once a minute. Thread-safe.
 */
@Singleton
class AutomaticEnds implements Job {

    private final AutomaticRepository automatic;
    private final SessionRepository rows;
    private final OwnSessions own;
    private final SessionStops stops;
    private final Transactions transactions;
    private final Clock clock;

    AutomaticEnds(
            AutomaticRepository automatic,
            SessionRepository rows,
            OwnSessions own,
            SessionStops stops,
            Transactions transactions,
            Clock clock) {
        this.automatic = automatic;
        this.rows = rows;
        this.own = own;
        this.stops = stops;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "automatic-sessions";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofMinutes(1));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        sweep(clock.instant(), stopping);
    }

    /** Ends all in which nothing was done for long enough by then. */
    void sweep(Instant now, BooleanSupplier stopping) {
        JobParts parts = new JobParts();
        for (AutomaticRepository.Rule rule : transactions.asSystem(automatic::rules)) {
            if (stopping.getAsBoolean()) {
                break;
            }
            Instant time = now.minusSeconds(rule.sessionEndsAfterSeconds());
            parts.attempt(rule.id(), () -> end(rule.id(), time));
        }
        parts.finish("Sessions of %d of %d organizations could not be ended.");
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
}

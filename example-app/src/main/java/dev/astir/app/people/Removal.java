package dev.astir.app.people;

import dev.astir.app.identity.Role;
import dev.astir.app.identity.SignIns;
import dev.astir.app.identity.Status;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person out for good. The row stays, so that sessions and reports keep whose they are; the
 * password goes, and the e-mail may come in again, as somebody else. What was stored of the person
 * is erased by another request. Methods block. Thread-safe.
 */
@Singleton
class Removal {

    private final PersonRepository repository;
    private final LastAdministrator lastAdministrator;
    private final WaysIn waysIn;
    private final Organizations organizations;
    private final SignIns signIns;
    private final Trail trail;
    private final Transactions transactions;
    private final ApplicationEventPublisher<PersonChanged> events;
    private final Clock clock;

    Removal(
            PersonRepository repository,
            LastAdministrator lastAdministrator,
            WaysIn waysIn,
            Organizations organizations,
            SignIns signIns,
            Trail trail,
            Transactions transactions,
            ApplicationEventPublisher<PersonChanged> events,
            Clock clock) {
        this.repository = repository;
        this.lastAdministrator = lastAdministrator;
        this.waysIn = waysIn;
        this.organizations = organizations;
        this.signIns = signIns;
        this.trail = trail;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Removes a person: signed out everywhere, on every node and open socket; devices and a running
     * session end with it.
     *
     * @throws ProblemException 404 when there is no such person, 409 {@code last-administrator}
     *     when nobody would administer the organization, {@code locked-out} when nobody who does
     *     could come in
     */
    void remove(Actor actor, UUID id) {
        UUID organizationId = actor.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    // Held, so that two administrators cannot remove each other.
                    organizations.hold(organizationId);
                    lastAdministrator.mayGo(id);
                    @Nullable Person removed = repository.remove(id, clock.instant());
                    if (removed == null) {
                        throw ProblemException.notFound();
                    }
                    if (removed.role() == Role.ADMIN) {
                        waysIn.require();
                    }
                    signIns.revokeAll(id);
                    trail.changed(
                            actor,
                            "person.removed",
                            id,
                            Map.of("name", removed.name(), "role", removed.role()));
                    events.publishEvent(new PersonChanged(organizationId, id, Status.REMOVED));
                });
    }
}

package dev.astir.app.organizations;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Differences;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/**
 * The organizations and their settings. Each method runs in a transaction of the organization, its
 * own or the one that is open; changes are published in it as {@link OrganizationSaved}.
 * Thread-safe.
 */
@Singleton
public class Organizations {

    private final OrganizationRepository repository;
    private final Transactions transactions;
    private final ApplicationEventPublisher<OrganizationSaved> saved;
    private final Trail trail;
    private final ApplicationEventPublisher<SecondFactorDemandChanged> demands;
    private final Clock clock;

    Organizations(
            OrganizationRepository repository,
            Transactions transactions,
            ApplicationEventPublisher<OrganizationSaved> saved,
            Trail trail,
            ApplicationEventPublisher<SecondFactorDemandChanged> demands,
            Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.saved = saved;
        this.trail = trail;
        this.demands = demands;
        this.clock = clock;
    }

    /** Creates an organization with the default settings. */
    void create(UUID id, String name, String timeZone) {
        Organization created = Organization.create(id, name.strip(), timeZone, now());
        transactions.inOrganization(
                id,
                () -> {
                    repository.save(created);
                    saved.publishEvent(new OrganizationSaved(created, Actor.app(id)));
                });
    }

    /**
     * The organization.
     *
     * @throws ProblemException 404 when it is gone
     */
    public Organization get(UUID id) {
        return transactions.inOrganization(
                id, () -> repository.find(id).orElseThrow(ProblemException::notFound));
    }

    /** Changes the settings, as the app itself. */
    public Organization change(UUID id, OrganizationChanges changes) {
        return change(Actor.app(id), changes);
    }

    /**
     * Changes the settings of the actor's organization.
     *
     * @throws ProblemException 404 when the organization is gone
     */
    public Organization change(Actor actor, OrganizationChanges changes) {
        UUID id = actor.organizationId();
        return transactions.inOrganization(
                id,
                () -> {
                    Organization before = hold(id);
                    Organization changed = changes.applyTo(before, now());
                    repository.update(changed);
                    Map<String, Object> differences = Differences.between(before, changed);
                    if (!differences.isEmpty()) {
                        trail.changed(actor, "organization.changed", null, differences);
                    }
                    saved.publishEvent(new OrganizationSaved(changed, actor));
                    if (changed.requireSecondFactor() != before.requireSecondFactor()) {
                        demands.publishEvent(new SecondFactorDemandChanged(id));
                    }
                    return changed;
                });
    }

    /**
     * Waits for whoever changes the organization's settings or people, and holds it until the
     * caller's transaction ends, so that changes made at once do not undo each other.
     *
     * @throws ProblemException 404 when it is gone
     */
    public Organization hold(UUID id) {
        return repository.hold(id).orElseThrow(ProblemException::notFound);
    }

    /** Whether there is any organization at all. */
    boolean any() {
        return transactions.asSystem(repository::any);
    }

    /** The time as the database keeps it, so that an answer shows what a later one will. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

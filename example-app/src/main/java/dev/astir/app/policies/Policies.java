package dev.astir.app.policies;

import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.OrganizationSaved;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What an organization captures, and what its people agreed to. The transaction that changes a
 * setting makes a new version with a text of its own, so that nobody's consent is stretched to
 * something they were not shown. Thread-safe.
 */
@Singleton
public class Policies {

    private final PolicyRepository repository;
    private final AgreementRepository agreements;
    private final Organizations organizations;
    private final Transactions transactions;
    private final OrganizationFeed feed;
    private final Trail trail;
    private final ApplicationEventPublisher<PolicyChanged> changes;
    private final Clock clock;

    Policies(
            PolicyRepository repository,
            AgreementRepository agreements,
            Organizations organizations,
            Transactions transactions,
            OrganizationFeed feed,
            Trail trail,
            ApplicationEventPublisher<PolicyChanged> changes,
            Clock clock) {
        this.repository = repository;
        this.agreements = agreements;
        this.organizations = organizations;
        this.transactions = transactions;
        this.feed = feed;
        this.trail = trail;
        this.changes = changes;
        this.clock = clock;
    }

    /** In the transaction that holds the organization, so that versions follow one another. */
    @EventListener
    void saved(OrganizationSaved saved) {
        renew(saved.organization(), saved.actor());
    }

    /**
     * A team decided something else about alerts; in the transaction that holds the organization.
     */
    public void alertsChanged(Organization organization, Actor actor) {
        renew(organization, actor);
    }

    /**
     * Makes a version that tells of the alerts that there are, unless the one in force does, or
     * there is none to which anybody could have agreed.
     */
    public void tellOfAlerts(UUID organizationId) {
        transactions.inOrganization(
                organizationId,
                () -> {
                    Organization organization = organizations.get(organizationId);
                    Optional<PolicyVersion> newest = repository.newest(organizationId);
                    if (newest.isPresent() && !tellsOfAlerts(newest.get(), organization)) {
                        renew(organizations.hold(organizationId), Actor.app(organizationId));
                    }
                });
    }

    private boolean tellsOfAlerts(PolicyVersion version, Organization organization) {
        return version.idleAlerts() == idleAlerts(organization)
                && version.overtimeAlerts() == overtimeAlerts(organization);
    }

    private AlertReach idleAlerts(Organization organization) {
        return AlertReach.of(
                organization.idleAlerts(), repository.teamsWithIdleAlerts(organization.id()));
    }

    private AlertReach overtimeAlerts(Organization organization) {
        return AlertReach.of(
                organization.overtimeAlerts(),
                repository.teamsWithOvertimeAlerts(organization.id()));
    }

    private void renew(Organization organization, Actor actor) {
        Optional<PolicyVersion> newest = repository.newest(organization.id());
        renew(
                organization,
                actor,
                newest,
                newest.map(PolicyVersion::neverCapture).orElse(List.of()),
                newest.map(PolicyVersion::additionalText).orElse(""));
    }

    /** Makes a new version, unless it would say the same. */
    void change(Actor actor, PolicyRequest request) {
        UUID organizationId = actor.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    Organization organization = organizations.hold(organizationId);
                    PolicyVersion newest = repository.newest(organizationId).orElseThrow();
                    List<String> names = request.neverCapture();
                    String words = request.additionalText();
                    renew(
                            organization,
                            actor,
                            Optional.of(newest),
                            names == null ? newest.neverCapture() : PolicyRequest.tidy(names),
                            words == null ? newest.additionalText() : words.strip());
                });
    }

    private void renew(
            Organization organization,
            Actor actor,
            Optional<PolicyVersion> newest,
            List<String> neverCapture,
            String additionalText) {
        PolicyVersion next =
                PolicyVersion.of(
                        organization,
                        newest.map(PolicyVersion::version).orElse(0) + 1,
                        neverCapture,
                        additionalText,
                        idleAlerts(organization),
                        overtimeAlerts(organization),
                        actor.userId(),
                        now());
        if (newest.filter(next::isToldBy).isPresent()) {
            return;
        }
        UUID organizationId = organization.id();
        repository.add(
                organizationId,
                next.version(),
                next.text(),
                next.captureTitles(),
                next.introspection(),
                next.neverCapture(),
                next.idleAfterSeconds(),
                next.additionalText(),
                next.retentionDays(),
                next.insightsForManagers(),
                next.idleAlerts(),
                next.overtimeAlerts(),
                next.createdBy(),
                next.createdAt());
        if (newest.isPresent()) {
            trail.changed(
                    actor,
                    "policy.changed",
                    null,
                    Map.of(
                            "version",
                            next.version(),
                            "changes",
                            PolicyDifference.between(newest.get(), next)));
            if (actor.userId() != null) {
                feed.publish(organizationId, PolicyFeed.changed(actor.userId(), next.version()));
            }
            changes.publishEvent(new PolicyChanged(organizationId, Optional.empty()));
        }
    }

    /** The policy in force. */
    public PolicyVersion current(UUID organizationId) {
        return transactions.inOrganization(
                organizationId, () -> repository.newest(organizationId).orElseThrow());
    }

    /** What may be kept of this person, and whether the policy in force waits for them. */
    public Consent consent(UUID organizationId, UUID userId) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    List<PolicyVersion> versions =
                            repository.sinceAcknowledged(organizationId, userId);
                    return versions.isEmpty()
                            ? Consent.none(current(organizationId).settings())
                            : Consent.of(versions);
                });
    }

    /** The same for many, in two queries; people who agreed to the same version are alike. */
    public Map<UUID, Consent> consents(UUID organizationId, Collection<UUID> people) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    List<Agreement> agreed =
                            agreements.ofAll(organizationId, people.toArray(UUID[]::new));
                    int from = Integer.MAX_VALUE;
                    for (Agreement one : agreed) {
                        from = Math.min(from, Objects.requireNonNullElse(one.version(), from));
                    }
                    List<PolicyVersion> versions = repository.settingsFrom(organizationId, from);
                    Map<Integer, Consent> since = new HashMap<>();
                    Map<UUID, Consent> consents = new HashMap<>();
                    for (Agreement one : agreed) {
                        Integer version = one.version();
                        consents.put(
                                one.userId(),
                                version == null
                                        ? Consent.none(versions.getLast().settings())
                                        : since.computeIfAbsent(
                                                version, first -> since(first, versions)));
                    }
                    return consents;
                });
    }

    private static Consent since(int first, List<PolicyVersion> versions) {
        return Consent.of(versions.stream().filter(version -> version.version() >= first).toList());
    }

    /**
     * Notes that the person was shown this version and agreed.
     *
     * @throws ProblemException 409 {@code policy-changed} when it is not the one in force
     */
    public void acknowledge(Actor actor, UUID userId, int version) {
        UUID organizationId = actor.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    int current = current(organizationId).version();
                    if (current != version) {
                        throw ProblemException.conflict(
                                "policy-changed",
                                "The policy is at version %d; version %d was acknowledged."
                                        .formatted(current, version),
                                Map.of("version", current));
                    }
                    if (agreements.acknowledge(organizationId, userId, version, now()) > 0) {
                        trail.changed(
                                actor, "policy.acknowledged", userId, Map.of("version", version));
                        changes.publishEvent(
                                new PolicyChanged(organizationId, Optional.of(userId)));
                    }
                });
    }

    /** The time as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

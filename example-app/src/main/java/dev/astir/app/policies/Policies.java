package dev.astir.app.policies;

import dev.astir.app.organizations.OrganizationSaved;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Policy;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an organization captures, and what its people agreed to. The settings are the
 * organization's; the transaction that changes one of them makes a new version with a text of its
 * own, so that nobody's consent is stretched to something they were not shown. Thread-safe.
 */
@Singleton
public class Policies {

    private final PolicyRepository repository;
    private final Transactions transactions;
    private final Clock clock;

    Policies(PolicyRepository repository, Transactions transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** In the transaction that holds the organization, so that versions follow one another. */
    @EventListener
    void saved(OrganizationSaved saved) {
        UUID organizationId = saved.organization().id();
        Optional<PolicyVersion> newest = repository.newest(organizationId);
        int number = newest.map(PolicyVersion::version).orElse(0);
        List<String> neverCapture = newest.map(PolicyVersion::neverCapture).orElse(List.of());
        PolicyVersion next = PolicyVersion.of(saved.organization(), number + 1, neverCapture);
        if (newest.filter(next::capturesTheSame).isEmpty()) {
            repository.add(
                    organizationId,
                    next.version(),
                    next.text(),
                    next.captureTitles(),
                    next.introspection(),
                    next.neverCapture(),
                    next.idleAfterSeconds(),
                    clock.instant());
        }
    }

    /** The policy in force. */
    public PolicyVersion current(UUID organizationId) {
        return transactions.inOrganization(
                organizationId, () -> repository.newest(organizationId).orElseThrow());
    }

    /** What may be kept of this person, and whether they agreed to all of the policy in force. */
    public Consent consent(UUID organizationId, UUID userId) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Policy current = current(organizationId).settings();
                    return repository
                            .acknowledged(organizationId, userId)
                            .map(agreed -> Consent.of(current, agreed.settings()))
                            .orElseGet(() -> Consent.none(current));
                });
    }

    /** Notes that the person was shown this version and agreed. */
    public void acknowledge(UUID organizationId, UUID userId, int version) {
        transactions.inOrganization(
                organizationId,
                () -> repository.acknowledge(organizationId, userId, version, clock.instant()));
    }
}

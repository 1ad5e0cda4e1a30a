package dev.astir.app.policies;

import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Policy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an organization captures, and what its people agreed to. The settings are the
 * organization's; whenever they differ from the newest policy, a new version with a text of its own
 * is made, so that nobody's consent is stretched to something they were not shown. Thread-safe.
 */
@Singleton
public class Policies {

    private final PolicyStore store;
    private final Transactions transactions;
    private final Organizations organizations;
    private final Clock clock;

    Policies(
            PolicyStore store,
            Transactions transactions,
            Organizations organizations,
            Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** The policy in force. */
    public PolicyVersion current(UUID organizationId) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Optional<PolicyVersion> newest = store.newest(organizationId);
                    PolicyVersion wanted = wanted(organizationId, newest);
                    if (newest.filter(wanted::equals).isPresent()) {
                        return wanted;
                    }
                    store.add(organizationId, wanted, clock.instant());
                    // Somebody else may have added this version in the meantime.
                    return store.newest(organizationId).orElseThrow();
                });
    }

    /** What may be kept of this person, and whether they agreed to all of the policy in force. */
    public Consent consent(UUID organizationId, UUID userId) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Policy current = current(organizationId).settings();
                    return store.acknowledged(organizationId, userId)
                            .map(agreed -> Consent.of(current, agreed.settings()))
                            .orElseGet(() -> Consent.none(current));
                });
    }

    /** Notes that the person was shown this version and agreed. */
    public void acknowledge(UUID organizationId, UUID userId, int version) {
        transactions.inOrganization(
                organizationId,
                () -> store.acknowledge(organizationId, userId, version, clock.instant()));
    }

    /** The organization's settings as a policy: the newest one if it says the same. */
    private PolicyVersion wanted(UUID organizationId, Optional<PolicyVersion> newest) {
        List<String> neverCapture =
                newest.map(policy -> policy.settings().neverCapture()).orElse(List.of());
        int version = newest.map(PolicyVersion::version).orElse(0);
        Organization organization = organizations.findById(organizationId).orElseThrow();
        Policy same =
                new Policy(
                        Math.max(1, version),
                        organization.captureTitles(),
                        organization.introspection(),
                        neverCapture,
                        organization.idleAfterSeconds());
        if (newest.isPresent() && newest.get().settings().equals(same)) {
            return newest.get();
        }
        Policy next =
                new Policy(
                        version + 1,
                        same.captureTitles(),
                        same.introspection(),
                        same.neverCapture(),
                        same.idleAfterSeconds());
        return new PolicyVersion(PolicyText.of(organization.name(), next), next);
    }
}

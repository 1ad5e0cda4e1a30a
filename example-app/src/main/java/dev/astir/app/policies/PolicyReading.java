package dev.astir.app.policies;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.policies.PolicyView.Acknowledged;
import dev.astir.app.policies.PolicyView.Agreed;
import dev.astir.app.policies.PolicyView.Maker;
import dev.astir.app.policies.PolicyView.Settings;
import dev.astir.app.policies.PolicyView.Version;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people read of policies. Methods block. Thread-safe. */
@Singleton
class PolicyReading {

    private final PolicyRepository versions;
    private final AgreementRepository agreements;
    private final Users users;
    private final Transactions transactions;

    PolicyReading(
            PolicyRepository versions,
            AgreementRepository agreements,
            Users users,
            Transactions transactions) {
        this.versions = versions;
        this.agreements = agreements;
        this.users = users;
        this.transactions = transactions;
    }

    /** The policy in force, as this person sees it. */
    PolicyView current(Caller caller) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    PolicyVersion current = versions.newest(organizationId).orElseThrow();
                    Optional<Agreement> own = agreements.of(organizationId, caller.userId());
                    List<PolicyVersion> since =
                            versions.sinceAcknowledged(organizationId, caller.userId());
                    return new PolicyView(
                            current.version(),
                            current.text(),
                            Settings.of(current),
                            current.additionalText(),
                            current.createdAt(),
                            own.map(PolicyReading::acknowledged).orElse(null),
                            since.isEmpty() || !Consent.of(since).acknowledged());
                });
    }

    private static @Nullable Acknowledged acknowledged(Agreement agreement) {
        Integer version = agreement.version();
        return version == null || agreement.at() == null
                ? null
                : new Acknowledged(version, agreement.at());
    }

    /** The versions, newest first, each with what it changed. */
    Page<Version> versions(UUID organizationId, int before, int limit) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    List<PolicyVersion> found = versions.before(organizationId, before, limit + 1);
                    Map<UUID, Optional<Maker>> makers = new HashMap<>();
                    List<Version> shown = new ArrayList<>();
                    for (int i = 0; i < found.size(); i++) {
                        PolicyVersion version = found.get(i);
                        PolicyVersion previous = i + 1 < found.size() ? found.get(i + 1) : null;
                        UUID maker = version.createdBy();
                        shown.add(
                                version(
                                        version,
                                        previous,
                                        maker == null
                                                ? null
                                                : makers.computeIfAbsent(maker, this::maker)
                                                        .orElse(null)));
                    }
                    return Page.of(shown, limit, version -> Integer.toString(version.version()));
                });
    }

    private Optional<Maker> maker(UUID id) {
        return users.findById(id).map(User::name).map(name -> new Maker(id, name));
    }

    private static Version version(
            PolicyVersion version, @Nullable PolicyVersion previous, @Nullable Maker maker) {
        return new Version(
                version.version(),
                version.createdAt(),
                maker,
                version.text(),
                Settings.of(version),
                version.additionalText(),
                previous == null ? List.of() : PolicyDifference.between(previous, version),
                previous != null && !Consent.of(List.of(previous, version)).acknowledged());
    }

    /** Who agreed to what, by name. */
    Page<Agreed> agreements(UUID organizationId, @Nullable UUID after, int limit) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    List<Agreement> found = agreements.page(organizationId, after, limit + 1);
                    Map<Integer, Boolean> waits = new HashMap<>();
                    List<Agreed> shown =
                            found.stream()
                                    .map(one ->
                                            new Agreed(
                                                    one.userId(),
                                                    one.name(),
                                                    one.version(),
                                                    one.at(),
                                                    waits(organizationId, one, waits)))
                                    .toList();
                    return Page.of(shown, limit, one -> one.userId().toString());
                });
    }

    /** People who agreed to the same version are alike. */
    private boolean waits(UUID organizationId, Agreement one, Map<Integer, Boolean> known) {
        Integer version = one.version();
        return version == null
                || known.computeIfAbsent(
                        version,
                        v ->
                                !Consent.of(
                                                versions.sinceAcknowledged(
                                                        organizationId, one.userId()))
                                        .acknowledged());
    }
}

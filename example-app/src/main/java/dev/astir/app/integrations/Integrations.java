package dev.astir.app.integrations;

import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.StandardWebhooks;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Makes integrations, changes and ends them. Methods block. Thread-safe. */
@Singleton
class Integrations {

    /** How many an organization has at most. */
    static final int MOST = 100;

    /** How long a secret counts beside the one that came after it. */
    static final Duration BOTH_COUNT = Duration.ofHours(24);

    private static final String PUBLIC_PREFIX = "in_";

    private final IntegrationRepository rows;
    private final IntegrationViews views;
    private final Shapes shapes;
    private final SigningSecrets secrets;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    Integrations(
            IntegrationRepository rows,
            IntegrationViews views,
            Shapes shapes,
            SigningSecrets secrets,
            Organizations organizations,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.rows = rows;
        this.views = views;
        this.shapes = shapes;
        this.secrets = secrets;
        this.organizations = organizations;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    Page<IntegrationView> all(Caller caller) {
        return Page.of(transactions.inOrganization(caller.organizationId(), views::all));
    }

    /**
     * One of them with the last answers.
     *
     * @throws ProblemException 404 when there is none
     */
    IntegrationView one(Caller caller, UUID id) {
        return transactions.inOrganization(caller.organizationId(), () -> views.withAnswers(id));
    }

    /**
     * Makes one, and shows its secret this once.
     *
     * @throws ProblemException 400 when the mapping is wrong, missing or too much; 409 {@code
     *     too-many-integrations} at {@value #MOST}
     */
    IntegrationView create(Caller caller, IntegrationRequest request) {
        String mapping = shapes.checked(request.kind(), request.mapping());
        UUID organizationId = caller.organizationId();
        UUID id = UUID.randomUUID();
        String secret = StandardWebhooks.generateSecret();
        Instant now = clock.instant();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    // So that those made at once count each other.
                    organizations.hold(organizationId);
                    if (rows.count() >= MOST) {
                        throw ProblemException.conflict(
                                "too-many-integrations",
                                "There are %d integrations, and there can be no more; delete one first."
                                        .formatted(MOST));
                    }
                    rows.save(
                            new Integration(
                                    id,
                                    organizationId,
                                    OpaqueTokens.generate(PUBLIC_PREFIX),
                                    request.name(),
                                    request.kind().json(),
                                    mapping,
                                    secrets.seal(secret, organizationId, id),
                                    null,
                                    null,
                                    Integration.ACTIVE,
                                    now,
                                    now));
                    trail.changed(
                            caller.actor(),
                            "integration.created",
                            null,
                            Map.of("name", request.name(), "kind", request.kind().json()));
                    return views.one(id).withSecret(secret);
                });
    }

    /**
     * Changes what is named.
     *
     * @throws ProblemException 400 when the mapping is wrong or too much, 404 when there is none
     */
    IntegrationView change(Caller caller, UUID id, IntegrationChange change) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    Integration before = rows.hold(id).orElseThrow(ProblemException::notFound);
                    String mapping =
                            change.mapping() == null
                                    ? before.mapping()
                                    : shapes.checked(Kind.of(before.kind()), change.mapping());
                    String name = change.name() == null ? before.name() : change.name();
                    String status = change.status() == null ? before.status() : change.status();
                    var unused = rows.change(id, name, mapping, status, clock.instant());
                    Map<String, Object> old = details(before.name(), before.status());
                    Map<String, Object> now = details(name, status);
                    boolean isMappedAnew = !Objects.equals(mapping, before.mapping());
                    if (!now.equals(old) || isMappedAnew) {
                        Map<String, Object> details = new LinkedHashMap<>();
                        details.put("name", name);
                        details.put("before", old);
                        details.put("after", now);
                        details.put("mappingChanged", isMappedAnew);
                        trail.changed(caller.actor(), "integration.changed", null, details);
                    }
                    return views.one(id);
                });
    }

    private static Map<String, Object> details(String name, String status) {
        return Map.of("name", name, "status", status);
    }

    /**
     * Gives it another secret, shown this once; the one before counts for {@link #BOTH_COUNT} more.
     *
     * @throws ProblemException 404 when there is none
     */
    IntegrationView rotate(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        String secret = StandardWebhooks.generateSecret();
        Instant now = clock.instant();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Integration before = rows.hold(id).orElseThrow(ProblemException::notFound);
                    var unused =
                            rows.rotate(
                                    id,
                                    secrets.seal(secret, organizationId, id),
                                    now.plus(BOTH_COUNT),
                                    now);
                    trail.changed(
                            caller.actor(),
                            "integration.rotated",
                            null,
                            Map.of("name", before.name(), "kind", before.kind()));
                    return views.one(id).withSecret(secret);
                });
    }

    /**
     * Ends it; what it told stays in the feed.
     *
     * @throws ProblemException 404 when there is none
     */
    void delete(Caller caller, UUID id) {
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    Integration before = rows.hold(id).orElseThrow(ProblemException::notFound);
                    var unused = rows.deleteById(id);
                    trail.changed(
                            caller.actor(),
                            "integration.deleted",
                            null,
                            Map.of("name", before.name(), "kind", before.kind()));
                });
    }
}

package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import dev.astir.app.web.TimeCursor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What webhooks were sent, for whose they are. Methods block. Thread-safe. */
@Singleton
class Deliveries {

    /** Of one owner: each asks another's server while somebody waits. */
    static final RateLimit TESTS = RateLimit.oneEach("webhook-test", 10, Duration.ofSeconds(10));

    private final Webhooks webhooks;
    private final DeliveryRepository rows;
    private final TryRepository tries;
    private final TestDeliveries tests;
    private final WebhookWaking waking;
    private final RateLimits limits;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    Deliveries(
            Webhooks webhooks,
            DeliveryRepository rows,
            TryRepository tries,
            TestDeliveries tests,
            WebhookWaking waking,
            RateLimits limits,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.webhooks = webhooks;
        this.rows = rows;
        this.tries = tries;
        this.tests = tests;
        this.waking = waking;
        this.limits = limits;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Newest first.
     *
     * @throws ProblemException 404 when there is no such webhook
     */
    Page<Delivery> page(
            Owner owner,
            UUID webhookId,
            @Nullable String outcome,
            @Nullable String type,
            @Nullable String cursor,
            int limit) {
        UUID organizationId = owner.organizationId();
        TimeCursor before = TimeCursor.orNewest("cursor", cursor);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    var unused = webhooks.get(owner, webhookId);
                    List<DeliveryRow> found =
                            rows.page(
                                    organizationId,
                                    webhookId,
                                    outcome,
                                    type,
                                    before.time(),
                                    before.id(),
                                    limit + 1);
                    return Page.of(
                            shown(organizationId, found),
                            limit,
                            last -> new TimeCursor(last.createdAt(), last.id()).toString());
                });
    }

    /**
     * One with what was sent, which may tell of people: so it is remembered who looked.
     *
     * @throws ProblemException 404 when there is none
     */
    Delivery.Whole get(Caller caller, Owner owner, UUID webhookId, UUID id) {
        UUID organizationId = owner.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    var unused = webhooks.get(owner, webhookId);
                    DeliveryRow row = find(organizationId, webhookId, id);
                    @Nullable UUID person = row.shownOf();
                    if (person != null) {
                        trail.viewed(caller.actor(), List.of(person), "feed", Map.of());
                    }
                    return new Delivery.Whole(
                            shown(organizationId, List.of(row)).getFirst(), row.body());
                });
    }

    /**
     * Makes it due, whatever came of it until now.
     *
     * @throws ProblemException 404 when there is none, 409 {@code webhook-paused}
     */
    Delivery retry(Caller caller, Owner owner, UUID webhookId, UUID id) {
        UUID organizationId = owner.organizationId();
        Delivery again =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            Webhook webhook = webhooks.get(owner, webhookId);
                            DeliveryRow row = find(organizationId, webhookId, id);
                            if (!webhook.isActive()) {
                                throw ProblemException.conflict(
                                        "webhook-paused",
                                        "This webhook is paused, so nothing is sent; resume it"
                                                + " first.");
                            }
                            rows.retry(
                                    organizationId,
                                    id,
                                    clock.instant().truncatedTo(ChronoUnit.MICROS));
                            Map<String, Object> details =
                                    WebhookChanges.named(webhookId, webhook.name());
                            details.put("eventType", row.eventType());
                            trail.changed(
                                    caller.actor(), "webhook.retried", owner.userId(), details);
                            return shown(
                                            organizationId,
                                            List.of(find(organizationId, webhookId, id)))
                                    .getFirst();
                        });
        waking.wake();
        return again;
    }

    /**
     * Sends a test, whether the webhook is paused or not, and waits for what comes of it.
     *
     * @throws ProblemException 404 when there is no such webhook, 429 after too many
     */
    Delivery test(Caller caller, Owner owner, UUID webhookId) {
        UUID organizationId = owner.organizationId();
        Webhook webhook = webhooks.get(owner, webhookId);
        limits.take(TESTS, owner.id().toString(), "Webhooks were tested often; try again later.");
        UUID id = tests.send(caller, owner, webhook);
        return transactions.inOrganization(
                organizationId,
                () ->
                        shown(organizationId, List.of(find(organizationId, webhookId, id)))
                                .getFirst());
    }

    private DeliveryRow find(UUID organizationId, UUID webhookId, UUID id) {
        return rows.find(organizationId, webhookId, id).orElseThrow(ProblemException::notFound);
    }

    private List<Delivery> shown(UUID organizationId, List<DeliveryRow> found) {
        UUID[] ids = found.stream().map(DeliveryRow::id).toArray(UUID[]::new);
        Map<UUID, List<Delivery.Try>> made =
                tries.of(organizationId, ids).stream()
                        .collect(
                                Collectors.groupingBy(
                                        TryRepository.Row::deliveryId,
                                        Collectors.mapping(
                                                TryRepository.Row::shown, Collectors.toList())));
        return found.stream()
                .map(row -> row.shown(made.getOrDefault(row.id(), List.of())))
                .toList();
    }
}

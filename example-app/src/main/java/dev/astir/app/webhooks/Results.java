package dev.astir.app.webhooks;

import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what came of a try, and what follows from it, in one transaction. Thread-safe. */
@Singleton
class Results {

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final TryRepository tries;
    private final Pauses pauses;
    private final DeliveryMetrics metrics;
    private final Transactions transactions;
    private final Clock clock;

    Results(
            WebhookRepository webhooks,
            DeliveryRepository deliveries,
            TryRepository tries,
            Pauses pauses,
            DeliveryMetrics metrics,
            Transactions transactions,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.tries = tries;
        this.pauses = pauses;
        this.metrics = metrics;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Keeps it. A test is not tried again, and says nothing of the webhook. */
    void keep(DueDelivery delivery, Attempt attempt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String outcome =
                transactions.inOrganization(
                        delivery.organizationId(),
                        () -> {
                            String found = store(delivery, attempt, now);
                            tries.add(
                                    delivery.organizationId(),
                                    delivery.id(),
                                    delivery.attempts(),
                                    attempt.at(),
                                    attempt.status(),
                                    attempt.reason(),
                                    attempt.tookMs(),
                                    attempt.answer());
                            return found;
                        });
        metrics.tried(outcome);
    }

    /** Webhooks are held before their deliveries, as by whoever pauses them. */
    private String store(DueDelivery delivery, Attempt attempt, Instant now) {
        UUID organizationId = delivery.organizationId();
        if (attempt.hasArrived()) {
            if (!delivery.isTest()) {
                webhooks.recover(organizationId, delivery.webhookId());
            }
            deliveries.arrive(organizationId, delivery.id(), now);
            return DeliveryMetrics.DELIVERED;
        }
        Optional<Instant> again =
                delivery.isTest() || attempt.isGone()
                        ? Optional.empty()
                        : BackOff.next(delivery.attempts(), attempt.retryAfter(), now);
        @Nullable FailingWebhook webhook =
                delivery.isTest()
                        ? null
                        : webhooks.fail(
                                organizationId, delivery.webhookId(), again.isEmpty() ? 1 : 0, now);
        if (again.isPresent()) {
            deliveries.postpone(
                    organizationId,
                    delivery.webhookId(),
                    delivery.id(),
                    delivery.attempts(),
                    again.get());
        } else {
            deliveries.die(organizationId, delivery.id(), delivery.attempts(), now);
        }
        if (webhook != null) {
            pauses.afterFailure(organizationId, webhook, attempt, now);
        }
        return again.isPresent() ? DeliveryMetrics.FAILED : DeliveryMetrics.DEAD;
    }
}

package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Sends what somebody looks with whether it arrives. Methods block. Thread-safe. */
@Singleton
class TestDeliveries {

    private final DeliveryRepository rows;
    private final WebhookRepository webhooks;
    private final Attempts attempts;
    private final Results results;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    TestDeliveries(
            DeliveryRepository rows,
            WebhookRepository webhooks,
            Attempts attempts,
            Results results,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.webhooks = webhooks;
        this.attempts = attempts;
        this.results = results;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Sends one, and keeps what comes of it.
     *
     * @return its id
     * @throws ProblemException 404 when the webhook is gone
     */
    UUID send(Caller caller, Owner owner, Webhook webhook) {
        UUID organizationId = owner.organizationId();
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String body = Payload.test(webhook, now);
        WebhookKeys keys =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            WebhookKeys found =
                                    webhooks.keys(organizationId, webhook.id())
                                            .orElseThrow(ProblemException::notFound);
                            rows.addTest(
                                    organizationId,
                                    id,
                                    webhook.id(),
                                    body,
                                    now.plus(Sender.LEASE),
                                    now);
                            trail.changed(
                                    caller.actor(),
                                    "webhook.tested",
                                    owner.userId(),
                                    WebhookChanges.named(webhook.id(), webhook.name()));
                            return found;
                        });
        DueDelivery test =
                new DueDelivery(
                        organizationId,
                        id,
                        webhook.id(),
                        null,
                        body,
                        1,
                        keys.url(),
                        keys.secret(),
                        keys.oldSecret(),
                        keys.oldSecretUntil(),
                        owner.userId());
        results.keep(test, attempts.make(test));
        return id;
    }
}

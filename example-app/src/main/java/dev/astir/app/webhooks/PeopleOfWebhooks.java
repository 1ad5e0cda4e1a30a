package dev.astir.app.webhooks;

import dev.astir.app.identity.Status;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.people.PersonErased;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What becomes of webhooks when people change, in the same transaction: somebody's own rests while
 * they may not come in, and ends with them; deliveries that tell of somebody who is erased are
 * deleted. One that is being sent at that moment arrives. Thread-safe.
 */
@Singleton
class PeopleOfWebhooks {

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final Pauses pauses;
    private final Clock clock;

    PeopleOfWebhooks(
            WebhookRepository webhooks, DeliveryRepository deliveries, Pauses pauses, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.pauses = pauses;
        this.clock = clock;
    }

    @EventListener
    void changed(PersonChanged person) {
        UUID organizationId = person.organizationId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (person.status() == Status.REMOVED) {
            webhooks.all(organizationId, person.userId(), now)
                    .forEach(webhook -> webhooks.delete(organizationId, webhook.id()));
        } else if (person.status() == Status.SUSPENDED) {
            pauses.withoutAccess(organizationId, person.userId(), now);
        }
    }

    @EventListener
    void erased(PersonErased person) {
        deliveries.forget(person.organizationId(), person.userId());
    }
}

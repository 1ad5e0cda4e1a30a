package dev.astir.app.webhooks;

import dev.astir.app.people.PersonErased;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/**
 * What becomes of deliveries when somebody is erased, in the same transaction: those that tell of
 * them are deleted. One that is being sent at that moment arrives. Thread-safe.
 */
@Singleton
class PeopleOfWebhooks {

    private final DeliveryRepository deliveries;

    PeopleOfWebhooks(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    @EventListener
    void erased(PersonErased person) {
        deliveries.forget(person.organizationId(), person.userId());
    }
}

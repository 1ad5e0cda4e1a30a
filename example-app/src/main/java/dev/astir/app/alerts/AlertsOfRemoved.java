package dev.astir.app.alerts;

import dev.astir.app.identity.Status;
import dev.astir.app.people.PersonChanged;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/**
 * Closes what is open about a person who is suspended or removed, in the same transaction; it stays
 * in what was. Thread-safe.
 */
@Singleton
class AlertsOfRemoved {

    private final AlertBook book;

    AlertsOfRemoved(AlertBook book) {
        this.book = book;
    }

    @EventListener
    void changed(PersonChanged person) {
        if (person.status() != Status.ACTIVE) {
            book.closeAllOf(person.organizationId(), person.userId());
        }
    }
}

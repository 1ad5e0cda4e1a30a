package dev.astir.app.sessions;

import dev.astir.app.identity.Status;
import dev.astir.app.people.PersonChanged;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/**
 * Stops the session of a person who is removed, in the same transaction: nobody else could, and it
 * would run for ever. Thread-safe.
 */
@Singleton
class SessionsOfRemoved {

    private final SessionStops sessions;

    SessionsOfRemoved(SessionStops sessions) {
        this.sessions = sessions;
    }

    @EventListener
    void changed(PersonChanged person) {
        if (person.status() == Status.REMOVED) {
            sessions.stopRunning(person.organizationId(), person.userId());
        }
    }
}

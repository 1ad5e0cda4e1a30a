package dev.astir.app.sessions;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the rest of the app what became of sessions. To be called when the change is committed.
 *
 * <p>Safe for use by many threads.
 */
@Singleton
public class SessionEvents {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEvents.class);

    private final ApplicationEventPublisher<SessionChanged> publisher;

    SessionEvents(ApplicationEventPublisher<SessionChanged> publisher) {
        this.publisher = publisher;
    }

    /** Calls the listeners, on this thread. What they throw is logged: the change has happened. */
    public void publish(SessionChanged change) {
        try {
            publisher.publishEvent(change);
        } catch (RuntimeException e) {
            LOG.error(
                    "A listener failed on the change of session {} to version {}",
                    change.session().id(),
                    change.session().version(),
                    e);
        }
    }
}

package dev.astir.app.sessions;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the rest of the app what becomes of sessions, and what became of them.
 *
 * <p>Safe for use by many threads.
 */
@Singleton
public class SessionEvents {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEvents.class);

    private final ApplicationEventPublisher<SessionChanging> changing;
    private final ApplicationEventPublisher<SessionChanged> changed;

    SessionEvents(
            ApplicationEventPublisher<SessionChanging> changing,
            ApplicationEventPublisher<SessionChanged> changed) {
        this.changing = changing;
        this.changed = changed;
    }

    /** To be called in the change's transaction. What a listener throws comes out of here. */
    void publish(SessionChanging change) {
        changing.publishEvent(change);
    }

    /**
     * To be called when the change is committed. Calls the listeners, on this thread. What they
     * throw is logged: the change has happened.
     */
    public void publish(SessionChanged change) {
        try {
            changed.publishEvent(change);
        } catch (RuntimeException e) {
            LOG.error(
                    "A listener failed on the change of session {} to version {}",
                    change.session().id(),
                    change.session().version(),
                    e);
        }
    }
}

package dev.astir.app.feed;

import dev.astir.app.identity.AccessChanged;
import dev.astir.app.identity.SignIns;
import dev.astir.stream.ActivityStream;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the news that what somebody may do has changed to all nodes, by the bus that wakes their
 * streams. Each forgets what it remembers of the person first, then asks again about what is open:
 * the stream about its sessions, others on {@link AccessHeard}. News may be lost; what is open is
 * asked about at intervals as well. Thread-safe.
 */
@Context
public class AccessNews {

    private static final Logger LOG = LoggerFactory.getLogger(AccessNews.class);

    private final ActivityStream stream;
    private final SignIns signIns;
    private final ApplicationEventPublisher<AccessHeard> events;

    AccessNews(
            ActivityStream stream, SignIns signIns, ApplicationEventPublisher<AccessHeard> events) {
        this.stream = stream;
        this.signIns = signIns;
        this.events = events;
        stream.hub().onAccessChanged(this::heard);
    }

    /**
     * Tells all nodes, this one too, after the change is committed.
     *
     * @param id of the person or the device
     */
    public void tell(UUID id) {
        stream.hub().accessChanged(id.toString());
    }

    @EventListener
    void changed(AccessChanged change) {
        tell(change.userId());
    }

    private void heard(String principal) {
        UUID id;
        try {
            id = UUID.fromString(principal);
        } catch (IllegalArgumentException e) {
            LOG.debug("No id of this app: somebody else uses the bus, perhaps", e);
            return;
        }
        signIns.forget(id);
        events.publishEvent(new AccessHeard(id));
    }
}

package dev.astir.app.teams;

import dev.astir.app.identity.SignIns;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.people.PersonMoved;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what managers see follows every change of teams and their people at once, on all
 * nodes and in what they hold open. Thread-safe.
 */
@Singleton
class Sights {

    private static final Logger LOG = LoggerFactory.getLogger(Sights.class);

    private final ManagerRepository managers;
    private final ApplicationEventPublisher<SightChanged> events;
    private final SignIns signIns;

    Sights(
            ManagerRepository managers,
            ApplicationEventPublisher<SightChanged> events,
            SignIns signIns) {
        this.managers = managers;
        this.events = events;
        this.signIns = signIns;
    }

    /** Whoever manages the team that is left sees less, and who manages the other one sees more. */
    @EventListener
    void moved(PersonMoved moved) {
        Set<UUID> concerned = new HashSet<>();
        Stream.of(moved.from(), moved.to())
                .flatMap(Optional::stream)
                .forEach(team -> concerned.addAll(managers.of(moved.organizationId(), team)));
        tell(concerned);
    }

    /**
     * An employee manages nothing, nor does who was removed: whoever becomes a manager again begins
     * with no team.
     */
    @EventListener
    void changed(PersonChanged changed) {
        managers.removeEmployee(changed.organizationId(), changed.userId());
    }

    /** In a transaction; they are told after its commit. */
    void tell(Set<UUID> concerned) {
        if (!concerned.isEmpty()) {
            events.publishEvent(new SightChanged(concerned));
        }
    }

    /** It would hold within a second or, for what is open, 15; this makes it at once. */
    @TransactionalEventListener
    void changed(SightChanged changed) {
        for (UUID manager : changed.managers()) {
            try {
                signIns.accessChanged(manager);
            } catch (RuntimeException e) {
                LOG.error("The sign-ins of {} were not told of the change", manager, e);
            }
        }
    }
}

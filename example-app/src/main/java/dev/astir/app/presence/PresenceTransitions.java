package dev.astir.app.presence;

import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a person came or went. Several nodes may notice it at once: each holds the person in
 * the database, looks which devices are here, and whoever changes what everybody was told tells the
 * next. So each is told once, over all nodes and wherever the devices are kept. Thread-safe.
 */
@Singleton
class PresenceTransitions {

    private final PresenceStore store;
    private final PeopleRepository people;
    private final Transactions transactions;
    private final ApplicationEventPublisher<PresenceChanged> changes;

    /** One at a time of a person, so that this node tells in the order of commits. */
    private final OneAtATime oneAtATime = new OneAtATime();

    PresenceTransitions(
            PresenceStore store,
            PeopleRepository people,
            Transactions transactions,
            ApplicationEventPublisher<PresenceChanged> changes) {
        this.store = store;
        this.people = people;
        this.transactions = transactions;
        this.changes = changes;
    }

    /**
     * A device came or went.
     *
     * @param lastSeen when a device that went was heard from last; null if none did, or if nobody
     *     knows
     */
    void settle(UUID organizationId, UUID userId, @Nullable Instant lastSeen) {
        oneAtATime.run(
                userId,
                () -> {
                    Optional<PresenceTurn> turn =
                            transactions.inOrganization(
                                    organizationId, () -> turn(organizationId, userId, lastSeen));
                    changes.publishEvent(new PresenceChanged(organizationId, userId, turn));
                });
    }

    private Optional<PresenceTurn> turn(
            UUID organizationId, UUID userId, @Nullable Instant lastSeen) {
        people.hold(userId);
        if (!store.devices(organizationId, Set.of(userId)).isEmpty()) {
            return people.came(organizationId, userId)
                    ? Optional.of(PresenceTurn.USER_ONLINE)
                    : Optional.empty();
        }
        if (people.went(organizationId, userId, lastSeen)) {
            return Optional.of(PresenceTurn.USER_OFFLINE);
        }
        if (lastSeen != null) {
            // Another device of theirs went at the same time, or a node crashed before it told.
            people.seen(organizationId, userId, lastSeen);
        }
        return Optional.empty();
    }
}

package dev.astir.app.presence;

import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Changes of people's presence: compares a person before and after, notes when they come and go,
 * and publishes what a viewer can see of it. Thread-safe.
 */
@Singleton
class PresenceTransitions {

    private static final int LOCKS = 256;

    private final PresenceRepository repository;
    private final Transactions transactions;
    private final ApplicationEventPublisher<PresenceChanged> changes;

    /** One change of a person at a time, so that listeners hear of them in the commits' order. */
    private final List<Lock> locks =
            IntStream.range(0, LOCKS).<Lock>mapToObj(i -> new ReentrantLock()).toList();

    PresenceTransitions(
            PresenceRepository repository,
            Transactions transactions,
            ApplicationEventPublisher<PresenceChanged> changes) {
        this.repository = repository;
        this.transactions = transactions;
        this.changes = changes;
    }

    /** Makes a change of one person's devices. */
    void make(UUID organizationId, UUID userId, Runnable change) {
        alone(
                organizationId,
                userId,
                () -> {
                    Optional<Presence> before = person(organizationId, userId);
                    change.run();
                    Step step = new Step(before, person(organizationId, userId));
                    if (step.turn().isPresent()) {
                        repository.seen(organizationId, userId);
                    }
                    step.visible().ifPresent(after -> publish(organizationId, after, step.turn()));
                });
    }

    /** Some device of the person is gone already. */
    void expired(UUID organizationId, UUID userId) {
        alone(
                organizationId,
                userId,
                () -> {
                    repository.seen(organizationId, userId);
                    person(organizationId, userId)
                            .ifPresent(after -> publish(organizationId, after, end(after)));
                });
    }

    /** Publishes the person as they are; empty if they are not shown. */
    Optional<Presence> tell(UUID organizationId, UUID userId) {
        AtomicReference<Optional<Presence>> told = new AtomicReference<>(Optional.empty());
        alone(
                organizationId,
                userId,
                () -> {
                    Optional<Presence> person = person(organizationId, userId);
                    person.ifPresent(now -> publish(organizationId, now, Optional.empty()));
                    told.set(person);
                });
        return told.get();
    }

    private static Optional<PresenceTurn> end(Presence after) {
        return after.state() == PresenceState.OFFLINE
                ? Optional.of(PresenceTurn.USER_OFFLINE)
                : Optional.empty();
    }

    /** Runs the work in a transaction; its listeners are through when this returns. */
    private void alone(UUID organizationId, UUID userId, Runnable work) {
        Lock lock = locks.get(Math.floorMod(userId.hashCode(), LOCKS));
        lock.lock();
        try {
            transactions.inOrganization(organizationId, work);
        } finally {
            lock.unlock();
        }
    }

    /** A person before and after a change; empty for one who is not shown (any more). */
    private record Step(Optional<Presence> before, Optional<Presence> after) {

        Optional<PresenceTurn> turn() {
            boolean was = isHere(before);
            boolean is = isHere(after);
            if (was == is) {
                return Optional.empty();
            }
            return Optional.of(is ? PresenceTurn.USER_ONLINE : PresenceTurn.USER_OFFLINE);
        }

        Optional<Presence> visible() {
            return after.filter(presence -> before.isEmpty() || !presence.looksLike(before.get()));
        }

        private static boolean isHere(Optional<Presence> presence) {
            return presence.isPresent() && presence.get().state() != PresenceState.OFFLINE;
        }
    }

    private Optional<Presence> person(UUID organizationId, UUID userId) {
        return repository
                .presentity(organizationId, userId)
                .map(person -> Presence.of(person, repository.devices(organizationId, userId)));
    }

    private void publish(UUID organizationId, Presence presence, Optional<PresenceTurn> turn) {
        changes.publishEvent(new PresenceChanged(organizationId, presence, turn));
    }
}

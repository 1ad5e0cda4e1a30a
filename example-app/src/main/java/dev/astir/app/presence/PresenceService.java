package dev.astir.app.presence;

import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is there. Devices report here, and each change that a viewer can see is published as a {@link
 * PresenceChanged}, after it is committed. Methods block. Thread-safe.
 */
@Singleton
public class PresenceService {

    /**
     * How long a device stays without a sign of life from its line's node, which gives one each 20
     * s.
     */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    /** How long a device that hung up is still there: a reconnect within this is no absence. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private static final int LOCKS = 256;

    private final PresenceStore store;
    private final People people;
    private final Transactions transactions;
    private final ApplicationEventPublisher<PresenceChanged> changes;

    /** One change of a person at a time, so that changes are published in the order of commits. */
    private final List<Lock> locks =
            IntStream.range(0, LOCKS).<Lock>mapToObj(i -> new ReentrantLock()).toList();

    /** The open lines of this node. */
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();

    PresenceService(
            PresenceStore store,
            People people,
            Transactions transactions,
            ApplicationEventPublisher<PresenceChanged> changes) {
        this.store = store;
        this.people = people;
        this.transactions = transactions;
        this.changes = changes;
    }

    /** A device is connected by this line, and this is what somebody does there. */
    public void report(DeviceConnection connection, DeviceState state) {
        open.add(connection.connectionId());
        change(
                connection.organizationId(),
                connection.userId(),
                () -> store.put(connection, state, TIME_TO_LIVE));
    }

    /** The line ended; the person stays for a grace. */
    public void leave(DeviceConnection connection) {
        // First, so that the device expires by itself if the store cannot be told.
        open.remove(connection.connectionId());
        change(
                connection.organizationId(),
                connection.userId(),
                () -> store.leave(connection, GRACE));
    }

    /** The line's device was blocked or removed: it is gone at once. */
    public void remove(DeviceConnection connection) {
        open.remove(connection.connectionId());
        change(
                connection.organizationId(),
                connection.userId(),
                () -> store.remove(connection.organizationId(), connection.agentId()));
    }

    /** Everybody in the organization, by name. */
    public List<Presence> everybody(UUID organizationId) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Map<UUID, List<DevicePresence>> devices =
                            store.devices(organizationId).stream()
                                    .collect(Collectors.groupingBy(DevicePresence::userId));
                    return people.all(organizationId).stream()
                            .map(person ->
                                    Presence.of(
                                            person, devices.getOrDefault(person.id(), List.of())))
                            .toList();
                });
    }

    /** Gives this node's sign of life. */
    void refresh() {
        store.refresh(open, TIME_TO_LIVE);
    }

    /** This node ends; agents reconnect to another one, or to this one after its restart. */
    void leaveAll() {
        List<UUID> ending = List.copyOf(open);
        open.clear();
        store.refresh(ending, GRACE);
    }

    /** Lets devices go whose lines or nodes are gone. */
    void expire() {
        for (PresenceStore.Owner owner : store.expire()) {
            Lock lock = lock(owner.userId());
            lock.lock();
            try {
                Optional<Presence> now =
                        transactions.inOrganization(
                                owner.organizationId(),
                                () -> {
                                    people.seen(owner.organizationId(), owner.userId());
                                    return person(owner.organizationId(), owner.userId());
                                });
                now.ifPresent(presence ->
                        publish(
                                owner.organizationId(),
                                presence,
                                presence.state() == PresenceState.OFFLINE
                                        ? Optional.of(PresenceTurn.USER_OFFLINE)
                                        : Optional.empty()));
            } finally {
                lock.unlock();
            }
        }
    }

    private void change(UUID organizationId, UUID userId, Runnable change) {
        Lock lock = lock(userId);
        lock.lock();
        try {
            Step step =
                    transactions.inOrganization(
                            organizationId,
                            () -> {
                                Optional<Presence> before = person(organizationId, userId);
                                change.run();
                                Optional<Presence> after = person(organizationId, userId);
                                Step made = new Step(before, after);
                                if (made.turn().isPresent()) {
                                    people.seen(organizationId, userId);
                                }
                                return made;
                            });
            step.visible().ifPresent(after -> publish(organizationId, after, step.turn()));
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
        return people.find(organizationId, userId)
                .map(person -> Presence.of(person, store.devices(organizationId, userId)));
    }

    private void publish(UUID organizationId, Presence presence, Optional<PresenceTurn> turn) {
        changes.publishEvent(new PresenceChanged(organizationId, presence, turn));
    }

    private Lock lock(UUID userId) {
        return locks.get(Math.floorMod(userId.hashCode(), LOCKS));
    }
}

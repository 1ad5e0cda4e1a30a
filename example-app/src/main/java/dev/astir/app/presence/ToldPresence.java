package dev.astir.app.presence;

import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what everybody was told of people's presence is true, at once or as soon as that
 * can be. Methods block. Thread-safe.
 */
@Singleton
class ToldPresence {

    private static final Logger LOG = LoggerFactory.getLogger(ToldPresence.class);

    private final PresenceStore store;
    private final PeopleRepository people;
    private final Transactions transactions;
    private final PresenceTransitions transitions;
    private final Unsettled unsettled;

    /** Of whom something else was told than was true when that was compared last. */
    private volatile Set<Unsettled.Person> suspects = Set.of();

    ToldPresence(
            PresenceStore store,
            PeopleRepository people,
            Transactions transactions,
            PresenceTransitions transitions,
            Unsettled unsettled) {
        this.store = store;
        this.people = people;
        this.transactions = transactions;
        this.transitions = transitions;
        this.unsettled = unsettled;
    }

    /**
     * A device of the person came or went; where that cannot be settled now, it waits.
     *
     * @param lastSeen when a device that went was heard from last; null if none did, or if nobody
     *     knows
     */
    void settle(UUID organizationId, UUID userId, @Nullable Instant lastSeen) {
        try {
            transitions.settle(organizationId, userId, lastSeen);
        } catch (RuntimeException e) {
            LOG.debug("{} is settled later", userId, e);
            unsettled.add(new Unsettled.Person(organizationId, userId, lastSeen));
            unsettled.failed("settled", e);
        }
    }

    /** Settles those of whom it could not be before. */
    void settleWhoWaits() {
        unsettled.take().forEach(one -> settle(one.organizationId(), one.userId(), one.lastSeen()));
    }

    /** Lets devices go whose lines or nodes are gone. */
    void expire() {
        store.expire().forEach(one -> settle(one.organizationId(), one.userId(), one.lastSeen()));
    }

    /**
     * Settles those of whom everybody was told another thing than is true, since a node or the
     * store crashed in between: if that was so the last time as well, since a store that began with
     * nothing is told first what it has lost.
     */
    void reconcile() {
        Map<UUID, Set<UUID>> told =
                transactions.asSystem(people::here).stream()
                        .collect(
                                Collectors.groupingBy(
                                        PeopleRepository.Person::organizationId,
                                        Collectors.mapping(
                                                PeopleRepository.Person::userId,
                                                Collectors.toSet())));
        Set<Unsettled.Person> different = new HashSet<>();
        told.forEach((organizationId, userIds) -> {
            Set<UUID> here =
                    store.devices(organizationId).stream()
                            .map(DevicePresence::userId)
                            .collect(Collectors.toSet());
            Stream.concat(here.stream(), userIds.stream())
                    .filter(userId -> here.contains(userId) != userIds.contains(userId))
                    .forEach(userId ->
                            different.add(new Unsettled.Person(organizationId, userId, null)));
        });
        different.stream()
                .filter(suspects::contains)
                .forEach(one -> settle(one.organizationId(), one.userId(), null));
        suspects = Set.copyOf(different);
    }
}

package dev.astir.app.presence;

import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is there. Devices report here, and each change that a viewer can see is published as a {@link
 * PresenceChanged} in the transaction that makes it. Methods block. Thread-safe.
 */
@Singleton
public class PresenceService {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceService.class);

    /**
     * How long a device stays without a sign of life from its line's node, which gives one each 20
     * s.
     */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    /** How long a device that hung up is still there: a reconnect within this is no absence. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private final PresenceRepository repository;
    private final Transactions transactions;
    private final PresenceTransitions transitions;

    /** The open lines of this node. */
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();

    PresenceService(
            PresenceRepository repository,
            Transactions transactions,
            PresenceTransitions transitions) {
        this.repository = repository;
        this.transactions = transactions;
        this.transitions = transitions;
    }

    /** A device is connected by this line, and this is what somebody does there. */
    public void report(DeviceConnection connection, DeviceState state) {
        open.add(connection.connectionId());
        transitions.make(
                connection.organizationId(),
                connection.userId(),
                () ->
                        repository.put(
                                connection.organizationId(),
                                connection.agentId(),
                                connection.userId(),
                                connection.connectionId(),
                                state.state(),
                                state.app(),
                                state.site(),
                                state.title(),
                                state.media(),
                                state.since(),
                                TIME_TO_LIVE.toMillis()));
    }

    /** The line ended; the person stays for a grace. */
    public void leave(DeviceConnection connection) {
        // First, so that the device expires by itself if the database cannot be told.
        open.remove(connection.connectionId());
        transitions.make(
                connection.organizationId(),
                connection.userId(),
                () ->
                        repository.leave(
                                connection.organizationId(),
                                connection.agentId(),
                                connection.connectionId(),
                                GRACE.toMillis()));
    }

    /** The line's device was blocked or removed: it is gone at once. */
    public void remove(DeviceConnection connection) {
        open.remove(connection.connectionId());
        transitions.make(
                connection.organizationId(),
                connection.userId(),
                () -> repository.remove(connection.organizationId(), connection.agentId()));
    }

    /** Publishes the person as they are now; empty if they are not shown. */
    Optional<Presence> tell(UUID organizationId, UUID userId) {
        return transitions.tell(organizationId, userId);
    }

    /** Everybody in the organization, by name. */
    public List<Presence> everybody(UUID organizationId) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Map<UUID, List<DevicePresence>> devices =
                            repository.devices(organizationId).stream()
                                    .collect(Collectors.groupingBy(DevicePresence::userId));
                    return repository.presentities(organizationId).stream()
                            .map(person ->
                                    Presence.of(
                                            person, devices.getOrDefault(person.id(), List.of())))
                            .toList();
                });
    }

    /** Gives this node's sign of life. */
    void refresh() {
        stay(open, TIME_TO_LIVE);
    }

    /** This node ends; agents reconnect to another one, or to this one after its restart. */
    void leaveAll() {
        List<UUID> ending = List.copyOf(open);
        open.clear();
        stay(ending, GRACE);
    }

    private void stay(Collection<UUID> lines, Duration timeToLive) {
        UUID[] ids = lines.toArray(UUID[]::new);
        if (ids.length > 0) {
            transactions.asSystem(() -> repository.refresh(ids, timeToLive.toMillis()));
        }
    }

    /** Lets devices go whose lines or nodes are gone. */
    void expire() {
        for (var owner : new LinkedHashSet<>(transactions.asSystem(repository::expire))) {
            try {
                transitions.expired(owner.organizationId(), owner.userId());
            } catch (RuntimeException e) {
                // Their rows are gone: whoever asks sees it, and the others must be told still.
                LOG.warn("The end of {}'s presence was not told", owner.userId(), e);
            }
        }
    }
}

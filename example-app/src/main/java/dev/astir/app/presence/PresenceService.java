package dev.astir.app.presence;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is there. Devices report here, and each change that a viewer may see is published as a {@link
 * PresenceChanged}. What cannot be stored now is stored later: a report never fails. Methods block.
 * Thread-safe.
 */
@Singleton
public class PresenceService {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceService.class);

    /** How long a device stays without a sign of life from its line's node. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    /** The node gives a line's sign of life once in so many seconds. */
    static final int TURNS = 20;

    /** How long a device that hung up is still there: a reconnect within this is no absence. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private final PresenceStore store;
    private final PeopleRepository people;
    private final Transactions transactions;
    private final PresenceTransitions transitions;
    private final Unsettled unsettled;
    private final ApplicationEventPublisher<PresenceChanged> changes;
    private final ApplicationEventPublisher<DeviceReported> reports;
    private final ApplicationEventPublisher<DeviceLeft> left;
    private final OpenLines lines = new OpenLines();

    /** Of whom something else was told than was true when that was compared last. */
    private volatile Set<Unsettled.Person> suspects = Set.of();

    PresenceService(
            PresenceStore store,
            PeopleRepository people,
            Transactions transactions,
            PresenceTransitions transitions,
            Unsettled unsettled,
            ApplicationEventPublisher<PresenceChanged> changes,
            ApplicationEventPublisher<DeviceReported> reports,
            ApplicationEventPublisher<DeviceLeft> left) {
        this.store = store;
        this.people = people;
        this.transactions = transactions;
        this.transitions = transitions;
        this.unsettled = unsettled;
        this.changes = changes;
        this.reports = reports;
        this.left = left;
    }

    /**
     * A device is connected by this line, and this is what somebody does there. What it said before
     * is not stored again.
     *
     * @param silence tells, as long as the line is open, how long ago the device was heard from
     */
    public void report(DeviceConnection connection, DeviceState state, Supplier<Duration> silence) {
        OpenLines.Line known = lines.find(connection);
        if (known != null && known.isStored() && state.repeats(known.state())) {
            return;
        }
        lines.said(connection, state, silence);
        store(connection);
        reports.publishEvent(new DeviceReported(connection, state));
    }

    private void store(DeviceConnection connection) {
        lines.alone(
                connection,
                () -> {
                    OpenLines.Line line = lines.find(connection);
                    if (line == null || line.isStored()) {
                        return;
                    }
                    boolean wasHere;
                    try {
                        wasHere = store.report(connection, line.state(), TIME_TO_LIVE);
                    } catch (RuntimeException e) {
                        unsettled.failed("stored", e);
                        return;
                    }
                    lines.stored(line);
                    if (wasHere) {
                        publish(connection);
                    } else {
                        settle(connection, null);
                    }
                });
    }

    /**
     * The line ended; the person stays for a grace.
     *
     * @param silence how long ago the device was heard from
     */
    public void leave(DeviceConnection connection, Duration silence) {
        lines.alone(
                connection,
                () -> {
                    try {
                        store.leave(connection, silence, GRACE);
                    } catch (RuntimeException e) {
                        // It expires by itself.
                        unsettled.failed("told of an end", e);
                    }
                    lines.end(connection);
                });
        left.publishEvent(new DeviceLeft(connection));
    }

    /** The line's device was blocked or removed: it is gone at once. */
    public void remove(DeviceConnection connection) {
        lines.alone(
                connection,
                () -> {
                    lines.end(connection);
                    try {
                        settle(
                                connection,
                                store.remove(connection.organizationId(), connection.agentId())
                                        .orElse(null));
                    } catch (RuntimeException e) {
                        unsettled.failed("told of a removal", e);
                    }
                });
        left.publishEvent(new DeviceLeft(connection));
    }

    /** Whether the person has a line to this node. */
    boolean hasLine(UUID userId) {
        return lines.has(userId);
    }

    /**
     * Everybody in the organization, by name.
     *
     * @throws ProblemException 503 while what everybody does cannot be known
     */
    public List<Presence> everybody(UUID organizationId) {
        Map<UUID, List<DevicePresence>> devices = byPerson(store.devices(organizationId));
        return shown(
                devices,
                transactions.inOrganization(
                        organizationId, () -> people.presentities(organizationId)));
    }

    /**
     * The same for what tells of more than presence: while what everybody does cannot be known,
     * nobody is here.
     */
    public List<Presence> everybodyAsFarAsKnown(UUID organizationId) {
        try {
            return everybody(organizationId);
        } catch (ProblemException e) {
            LOG.debug("What everybody does is not known", e);
            return shown(
                    Map.of(),
                    transactions.inOrganization(
                            organizationId, () -> people.presentities(organizationId)));
        }
    }

    /** Those of these people who are shown. */
    List<Presence> these(UUID organizationId, Set<UUID> userIds) {
        Map<UUID, List<DevicePresence>> devices = byPerson(store.devices(organizationId, userIds));
        return shown(
                devices,
                transactions.inOrganization(
                        organizationId,
                        () -> people.presentitiesOf(organizationId, userIds.toArray(UUID[]::new))));
    }

    private static Map<UUID, List<DevicePresence>> byPerson(List<DevicePresence> devices) {
        return devices.stream().collect(Collectors.groupingBy(DevicePresence::userId));
    }

    private static List<Presence> shown(
            Map<UUID, List<DevicePresence>> devices, List<Presentity> shown) {
        return shown.stream()
                .map(person -> Presence.of(person, devices.getOrDefault(person.id(), List.of())))
                .toList();
    }

    /** Gives this node's sign of life for the lines whose turn it is. */
    void refresh(int turn) {
        List<OpenLines.Line> some = lines.turn(turn, TURNS);
        Set<UUID> lost = stay(some, TIME_TO_LIVE);
        some.stream()
                .map(OpenLines.Line::connection)
                .filter(connection -> lost.contains(connection.connectionId()))
                .forEach(connection -> lines.alone(connection, () -> restore(connection)));
    }

    private void restore(DeviceConnection connection) {
        OpenLines.Line line = lines.find(connection);
        if (line != null
                && store.restore(connection, line.state(), line.silence().get(), TIME_TO_LIVE)) {
            settle(connection, null);
        }
    }

    /** This node ends; agents reconnect to another one, or to this one after its restart. */
    void leaveAll() {
        stay(lines.endAll(), GRACE);
    }

    private Set<UUID> stay(Collection<OpenLines.Line> all, Duration timeToLive) {
        return all.isEmpty()
                ? Set.of()
                : store.refresh(all.stream().map(OpenLines.Line::sign).toList(), timeToLive);
    }

    /** Stores and settles what could not be before. */
    void catchUp() {
        if (unsettled.failedSinceAsked()) {
            for (OpenLines.Line line : lines.unstored()) {
                store(line.connection());
                if (unsettled.hasFailed()) {
                    // It is away still: the others wait as well.
                    return;
                }
            }
            unsettled
                    .take()
                    .forEach(one -> settle(one.organizationId(), one.userId(), one.lastSeen()));
        }
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

    private void publish(DeviceConnection connection) {
        changes.publishEvent(
                new PresenceChanged(
                        connection.organizationId(), connection.userId(), Optional.empty()));
    }

    private void settle(DeviceConnection connection, @Nullable Instant lastSeen) {
        settle(connection.organizationId(), connection.userId(), lastSeen);
    }

    private void settle(UUID organizationId, UUID userId, @Nullable Instant lastSeen) {
        try {
            transitions.settle(organizationId, userId, lastSeen);
        } catch (RuntimeException e) {
            LOG.debug("{} is settled later", userId, e);
            unsettled.add(new Unsettled.Person(organizationId, userId, lastSeen));
            unsettled.failed("settled", e);
        }
    }
}

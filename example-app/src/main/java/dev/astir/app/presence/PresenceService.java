package dev.astir.app.presence;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lines of devices to this node. Devices report here, and each change that a viewer may
 * see is published as a {@link PresenceChanged}. What cannot be stored now is stored later: a
 * report never fails. Methods block. Thread-safe.
 */
@Singleton
public class PresenceService {

    /** How long a device stays without a sign of life from its line's node. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    /** The node gives a line's sign of life once in so many seconds. */
    static final int TURNS = 20;

    /** How long a device that hung up is still there: a reconnect within this is no absence. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private final PresenceStore store;
    private final ToldPresence told;
    private final Unsettled unsettled;
    private final ApplicationEventPublisher<PresenceChanged> changes;
    private final ApplicationEventPublisher<DeviceReported> reports;
    private final ApplicationEventPublisher<DeviceLeft> left;
    private final OpenLines lines = new OpenLines();

    PresenceService(
            PresenceStore store,
            ToldPresence told,
            Unsettled unsettled,
            ApplicationEventPublisher<PresenceChanged> changes,
            ApplicationEventPublisher<DeviceReported> reports,
            ApplicationEventPublisher<DeviceLeft> left) {
        this.store = store;
        this.told = told;
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
            told.settleWhoWaits();
        }
    }

    private void publish(DeviceConnection connection) {
        changes.publishEvent(
                new PresenceChanged(
                        connection.organizationId(), connection.userId(), Optional.empty()));
    }

    private void settle(DeviceConnection connection, @Nullable Instant lastSeen) {
        told.settle(connection.organizationId(), connection.userId(), lastSeen);
    }
}

package dev.astir.app.presence;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The open lines of this node, and what each said last: what the store does not know, it is told
 * again. Thread-safe.
 */
final class OpenLines {

    private final Map<UUID, Line> byId = new ConcurrentHashMap<>();

    /** How many lines a person has. */
    private final Map<UUID, Integer> people = new ConcurrentHashMap<>();

    private final OneAtATime oneAtATime = new OneAtATime();

    /**
     * A line. Immutable.
     *
     * @param silence tells how long ago its device was heard from
     * @param isStored whether the store knows of the state
     */
    record Line(
            DeviceConnection connection,
            DeviceState state,
            Supplier<Duration> silence,
            boolean isStored) {

        PresenceStore.Sign sign() {
            return new PresenceStore.Sign(connection, silence.get());
        }
    }

    /**
     * Does something with a line's part of the store; one thing at a time, so that what was said
     * last is stored last, and nothing after its end.
     */
    void alone(DeviceConnection connection, Runnable work) {
        oneAtATime.run(connection.connectionId(), work);
    }

    /** The line says this; it is not stored yet. */
    void said(DeviceConnection connection, DeviceState state, Supplier<Duration> silence) {
        if (byId.put(connection.connectionId(), new Line(connection, state, silence, false))
                == null) {
            people.merge(connection.userId(), 1, Integer::sum);
        }
    }

    /** The store knows what the line said. */
    void stored(Line line) {
        UUID id = line.connection().connectionId();
        byId.replace(id, line, new Line(line.connection(), line.state(), line.silence(), true));
    }

    @Nullable Line find(DeviceConnection connection) {
        return byId.get(connection.connectionId());
    }

    void end(DeviceConnection connection) {
        if (byId.remove(connection.connectionId()) != null) {
            people.computeIfPresent(
                    connection.userId(), (id, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Whether a line of the person is open. */
    boolean has(UUID userId) {
        return people.containsKey(userId);
    }

    /** Those whose turn it is, of so many turns. */
    List<Line> turn(int turn, int turns) {
        return byId.values().stream()
                .filter(line ->
                        Math.floorMod(line.connection().connectionId().hashCode(), turns) == turn)
                .toList();
    }

    /** Those whose state the store could not be told. */
    List<Line> unstored() {
        return byId.values().stream().filter(line -> !line.isStored()).toList();
    }

    /** Ends all, and tells which there were. */
    Collection<Line> endAll() {
        List<Line> all = List.copyOf(byId.values());
        all.forEach(line -> end(line.connection()));
        return all;
    }
}

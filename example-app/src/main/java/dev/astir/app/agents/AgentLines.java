package dev.astir.app.agents;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The open lines of this node, by device. Thread-safe. */
@Singleton
class AgentLines {

    private final Map<UUID, Set<AgentLine>> byDevice = new ConcurrentHashMap<>();

    void add(AgentLine line) {
        byDevice.compute(
                line.deviceId(),
                (id, lines) -> {
                    Set<AgentLine> all = lines == null ? ConcurrentHashMap.newKeySet() : lines;
                    all.add(line);
                    return all;
                });
    }

    void remove(AgentLine line) {
        byDevice.computeIfPresent(
                line.deviceId(),
                (id, lines) -> {
                    lines.remove(line);
                    return lines.isEmpty() ? null : lines;
                });
    }

    /** Ends the device's lines, telling it that it is blocked. */
    void block(UUID deviceId) {
        List.copyOf(byDevice.getOrDefault(deviceId, Set.of())).forEach(AgentLine::block);
    }

    /** Ends the lines of all of a person's devices. */
    void blockUser(UUID userId) {
        byDevice.values().stream()
                .flatMap(Set::stream)
                .filter(line -> line.userId().equals(userId))
                .forEach(AgentLine::block);
    }
}

package dev.astir.app.capture;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the open lines of one device, and of all devices of one person. Where there is one too
 * many, the oldest ends: the newest is alive, while the connection of a computer that slept, or
 * that moved to another network, stays for minutes until somebody notices. Thread-safe.
 */
final class LineShares {

    /** A device needs one. */
    static final int MOST_OF_DEVICE = 3;

    static final int MOST_OF_PERSON = 50;

    private final Share devices =
            new Share(
                    AgentLine::deviceId,
                    MOST_OF_DEVICE,
                    "Newer connections of this device took its place.");
    private final Share people =
            new Share(
                    AgentLine::userId,
                    MOST_OF_PERSON,
                    "Newer connections of this person took its place.");

    /** A line was opened; ends the oldest of the same device or person, if that must be. */
    void add(AgentLine line) {
        devices.add(line);
        people.add(line);
    }

    void remove(AgentLine line) {
        devices.remove(line);
        people.remove(line);
    }

    /** Lines from the oldest to the newest, by whose they are. */
    private record Share(
            Function<AgentLine, UUID> owner,
            int most,
            String reason,
            Map<UUID, List<AgentLine>> lines) {

        Share(Function<AgentLine, UUID> owner, int most, String reason) {
            this(owner, most, reason, new ConcurrentHashMap<>());
        }

        void add(AgentLine line) {
            List<AgentLine> all = lines.merge(owner.apply(line), List.of(line), Share::join);
            if (all.size() > most) {
                AgentLine oldest = all.getFirst();
                remove(oldest);
                oldest.close(AgentLine.TOO_EAGER, reason);
            }
        }

        void remove(AgentLine line) {
            lines.computeIfPresent(owner.apply(line), (id, all) -> without(line, all));
        }

        private static List<AgentLine> join(List<AgentLine> all, List<AgentLine> added) {
            return Stream.concat(all.stream(), added.stream()).toList();
        }

        private static @Nullable List<AgentLine> without(AgentLine line, List<AgentLine> all) {
            List<AgentLine> others = all.stream().filter(other -> other != line).toList();
            return others.isEmpty() ? null : others;
        }
    }
}

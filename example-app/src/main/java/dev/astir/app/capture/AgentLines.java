package dev.astir.app.capture;

import dev.astir.app.devices.DeviceBlocked;
import dev.astir.app.identity.AccessEnded;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open lines of this node, by device. Thread-safe. */
@Singleton
class AgentLines {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLines.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Map<UUID, Set<AgentLine>> byDevice = new ConcurrentHashMap<>();

    private final LineShares shares = new LineShares();

    private volatile boolean stopping;

    void add(AgentLine line) {
        byDevice.compute(
                line.deviceId(),
                (id, lines) -> {
                    Set<AgentLine> all = lines == null ? ConcurrentHashMap.newKeySet() : lines;
                    all.add(line);
                    return all;
                });
        shares.add(line);
        if (stopping) {
            line.goAway();
        }
    }

    void remove(AgentLine line) {
        shares.remove(line);
        byDevice.computeIfPresent(
                line.deviceId(),
                (id, lines) -> {
                    lines.remove(line);
                    return lines.isEmpty() ? null : lines;
                });
    }

    /** Ends the device's lines, telling it that it is blocked. */
    @TransactionalEventListener
    void blocked(DeviceBlocked device) {
        for (AgentLine line : List.copyOf(byDevice.getOrDefault(device.deviceId(), Set.of()))) {
            try {
                line.block();
            } catch (RuntimeException e) {
                LOG.error("A line of the blocked device {} did not end", device.deviceId(), e);
            }
        }
    }

    /** A person's sign-ins all ended, perhaps because they were suspended. */
    @EventListener
    void accessEnded(AccessEnded ended) {
        if (ended.familyId() == null) {
            byDevice.values().stream()
                    .flatMap(Set::stream)
                    .filter(line -> line.userId().equals(ended.userId()))
                    .forEach(AgentLine::recheck);
        }
    }

    /** What is being handled is finished, before the app takes its features apart. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopping = true;
        List<AgentLine> open = byDevice.values().stream().flatMap(Set::stream).toList();
        open.forEach(AgentLine::goAway);
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        for (AgentLine line : open) {
            line.awaitIdle(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }
}

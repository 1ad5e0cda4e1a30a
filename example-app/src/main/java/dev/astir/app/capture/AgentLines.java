package dev.astir.app.capture;

import dev.astir.app.devices.DeviceChanged;
import dev.astir.app.devices.Devices;
import dev.astir.app.feed.AccessHeard;
import dev.astir.app.feed.AccessNews;
import dev.astir.app.platform.Background;
import dev.astir.app.platform.RecheckInterval;
import dev.astir.app.policies.Policies;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open lines of this node, by device. Thread-safe. */
@Context // its metric is there before the first agent
class AgentLines {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLines.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Map<UUID, Set<AgentLine>> byDevice = new ConcurrentHashMap<>();
    private final AccessNews news;
    private final AgentChecks checks;
    private final LinePolicies policies;
    private final int turns;
    private final ScheduledFuture<?> ticking;
    private int turn;

    private final LineShares shares = new LineShares();

    private volatile boolean stopping;

    AgentLines(
            Devices devices,
            Policies policies,
            AccessNews news,
            Background background,
            RecheckInterval interval,
            MeterRegistry registry,
            TaskScheduler scheduler) {
        this.news = news;
        this.checks = new AgentChecks(devices, background);
        this.policies = new LinePolicies(policies, background);
        this.turns = interval.turns();
        Gauge.builder("astir.agents.connected", byDevice, AgentLines::count)
                .description("Open sockets of agents")
                .register(registry);
        this.ticking = scheduler.scheduleWithFixedDelay(TICK, TICK, this::tick);
    }

    private static int count(Map<UUID, Set<AgentLine>> byDevice) {
        return byDevice.values().stream().mapToInt(Set::size).sum();
    }

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
        // The device may have been blocked between the look at its key and this.
        checks.soon(List.of(line));
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

    /**
     * Ends the lines of a device that was blocked, telling it so, and has other nodes do the same.
     */
    @TransactionalEventListener
    void changed(DeviceChanged device) {
        if (device.isActive()) {
            return;
        }
        for (AgentLine line : List.copyOf(byDevice.getOrDefault(device.deviceId(), Set.of()))) {
            try {
                line.block();
            } catch (RuntimeException e) {
                LOG.error("A line of the blocked device {} did not end", device.deviceId(), e);
            }
        }
        try {
            news.tell(device.deviceId());
        } catch (RuntimeException e) {
            LOG.error("Other nodes were not told to block {}", device.deviceId(), e);
        }
    }

    /**
     * A device was blocked, or a person suspended, perhaps, or another policy applies; on whatever
     * node.
     */
    @EventListener
    void heard(AccessHeard change) {
        List<AgentLine> lines = open().filter(line -> line.isOf(change.id())).toList();
        checks.soon(lines);
        policies.soon(lines);
    }

    /**
     * Pings those who are silent. And news may be lost: each second some are asked about, and
     * everybody within the interval.
     */
    synchronized void tick() {
        open().forEach(AgentLines::listen);
        turn = (turn + 1) % turns;
        checks.soonAndAgain(
                open().filter(line -> Math.floorMod(line.deviceId().hashCode(), turns) == turn)
                        .toList());
    }

    /**
     * A socket may end at any moment. What that throws must reach no scheduler, which would not
     * come back: then nobody would be pinged, or asked about, any more.
     */
    private static void listen(AgentLine line) {
        try {
            line.listen();
        } catch (RuntimeException e) {
            LOG.debug("The line of agent {} has ended", line.deviceId(), e);
        }
    }

    private Stream<AgentLine> open() {
        return byDevice.values().stream().flatMap(Set::stream);
    }

    /** What is being handled is finished, before the app takes its features apart. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopping = true;
        ticking.cancel(false);
        List<AgentLine> open = open().toList();
        open.forEach(AgentLine::goAway);
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        for (AgentLine line : open) {
            line.awaitIdle(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }
}

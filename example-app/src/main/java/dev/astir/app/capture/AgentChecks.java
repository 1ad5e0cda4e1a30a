package dev.astir.app.capture;

import dev.astir.app.devices.Devices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whether the agents of lines may still report, and ends the lines of those who may not. One
 * question at a time, about all who wait. Thread-safe.
 */
final class AgentChecks {

    /** The most lines of one question. */
    static final int MOST_AT_ONCE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AgentChecks.class);

    private final Devices devices;
    private final LineTurns turns;

    /** Those about whom the database did not answer; guarded by itself. */
    private final Set<AgentLine> again = new LinkedHashSet<>();

    AgentChecks(Devices devices, Executor executor) {
        this.devices = devices;
        this.turns = new LineTurns(executor, MOST_AT_ONCE, this::tryToCheck);
    }

    /** Asks about these soon. Returns at once. */
    void soon(Collection<AgentLine> lines) {
        turns.soon(lines);
    }

    /** Asks about these, and once more about those for whom there was no answer. */
    void soonAndAgain(Collection<AgentLine> lines) {
        List<AgentLine> all;
        synchronized (again) {
            all = new ArrayList<>(again);
            again.clear();
        }
        all.addAll(lines);
        soon(all);
    }

    private void tryToCheck(List<AgentLine> some) {
        try {
            check(some);
        } catch (RuntimeException | Error e) {
            // Also an error: who is not asked about again would stay for ever.
            LOG.warn("{} agents could not be asked about; trying again", some.size(), e);
            synchronized (again) {
                again.addAll(some);
            }
        }
    }

    private void check(List<AgentLine> some) {
        Set<UUID> active = devices.active(some.stream().map(AgentLine::enrolled).toList());
        for (AgentLine line : some) {
            if (!active.contains(line.deviceId())) {
                line.block();
            }
        }
    }
}

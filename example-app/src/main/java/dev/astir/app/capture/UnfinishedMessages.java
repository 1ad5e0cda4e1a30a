package dev.astir.app.capture;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The bytes of agents' messages that have not come whole, or wait to be handled, over all lines of
 * this node. One line may have a message of the protocol's size; together they have a part of the
 * heap. Beyond it a line ends of the person who has the most, the one that has something unfinished
 * for the longest: who sends little, and however slowly, comes through. Thread-safe.
 */
@Context // its gauge is there before the first agent
final class UnfinishedMessages {

    /** The part of the heap that there is for them. */
    private static final int PART = 8;

    private static final String REASON = "Messages that are not finished take too much memory.";

    private final long most;

    /** By people. */
    private final Map<UUID, Share> shares = new HashMap<>();

    /** What the lines of one person have, from the one that began first. */
    private static final class Share {

        private final Map<AgentLine, Integer> lines = new LinkedHashMap<>();
        private long bytes;
    }

    private long total;

    @Inject
    UnfinishedMessages(MeterRegistry registry) {
        this(Runtime.getRuntime().maxMemory() / PART);
        registry.gauge("astir.agents.unfinished.bytes", this, UnfinishedMessages::total);
    }

    UnfinishedMessages(long most) {
        this.most = most;
    }

    /** Looks at what a line has now; call it without holding any of the line's locks. */
    void recount(AgentLine line) {
        List<AgentLine> ended = new ArrayList<>();
        synchronized (shares) {
            set(line, line.unfinishedBytes());
            while (total > most) {
                Share greediest =
                        shares.values().stream()
                                .max(Comparator.comparingLong(share -> share.bytes))
                                .orElseThrow();
                AgentLine oldest = greediest.lines.keySet().iterator().next();
                set(oldest, 0);
                ended.add(oldest);
            }
        }
        ended.forEach(oldest -> oldest.close(AgentLine.TRY_AGAIN_LATER, REASON));
    }

    private void set(AgentLine line, int bytes) {
        Share share = shares.computeIfAbsent(line.userId(), person -> new Share());
        Integer before = bytes == 0 ? share.lines.remove(line) : share.lines.put(line, bytes);
        int more = bytes - (before == null ? 0 : before);
        share.bytes += more;
        total += more;
        if (share.lines.isEmpty()) {
            shares.remove(line.userId());
        }
    }

    /** What all lines have now, in bytes. */
    long total() {
        synchronized (shares) {
            return total;
        }
    }
}

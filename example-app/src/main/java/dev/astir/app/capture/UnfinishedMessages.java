package dev.astir.app.capture;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of agents' messages that have not come whole, or wait to be handled, over all lines of
 * this node. One line may have a message of the protocol's size; together they have a part of the
 * heap. Beyond it the line ends that has something unfinished for the longest: an agent that sends
 * what it has is the newest, and comes through. Thread-safe.
 */
@Singleton
final class UnfinishedMessages {

    /** The part of the heap that there is for them. */
    private static final int PART = 8;

    private static final String REASON = "Messages that are not finished take too much memory.";

    private final long most;

    /** By lines, from the one that began first. */
    private final Map<AgentLine, Integer> held = new LinkedHashMap<>();

    private long total;

    @Inject
    UnfinishedMessages() {
        this(Runtime.getRuntime().maxMemory() / PART);
    }

    UnfinishedMessages(long most) {
        this.most = most;
    }

    /** Looks at what a line has now; call it without holding any of the line's locks. */
    void recount(AgentLine line) {
        List<AgentLine> ended = new ArrayList<>();
        synchronized (held) {
            int bytes = line.unfinishedBytes();
            Integer before = bytes == 0 ? held.remove(line) : held.put(line, bytes);
            total += bytes - (before == null ? 0 : before);
            Iterator<Map.Entry<AgentLine, Integer>> oldest = held.entrySet().iterator();
            while (total > most && oldest.hasNext()) {
                Map.Entry<AgentLine, Integer> next = oldest.next();
                total -= next.getValue();
                ended.add(next.getKey());
                oldest.remove();
            }
        }
        ended.forEach(oldest -> oldest.close(AgentLine.TRY_AGAIN_LATER, REASON));
    }

    /** What all lines have now, in bytes. */
    long total() {
        synchronized (held) {
            return total;
        }
    }
}

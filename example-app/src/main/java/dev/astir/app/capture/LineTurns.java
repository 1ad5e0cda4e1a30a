package dev.astir.app.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Does something with lines, one turn at a time and with all that wait together: so what was asked
 * last is done last, and however often it is asked, each line waits once. Thread-safe.
 */
final class LineTurns {

    private final Executor executor;
    private final int mostAtOnce;
    private final Consumer<List<AgentLine>> work;
    private final Set<AgentLine> waiting = new LinkedHashSet<>();
    private boolean running;

    /**
     * @param mostAtOnce the most lines of one turn
     * @param work must not throw: what waits then would wait for ever
     */
    LineTurns(Executor executor, int mostAtOnce, Consumer<List<AgentLine>> work) {
        this.executor = executor;
        this.mostAtOnce = mostAtOnce;
        this.work = work;
    }

    /** Does it with these soon. Returns at once. */
    void soon(Collection<AgentLine> lines) {
        synchronized (waiting) {
            waiting.addAll(lines);
            if (running || waiting.isEmpty()) {
                return;
            }
            running = true;
        }
        executor.execute(this::run);
    }

    private void run() {
        for (List<AgentLine> some = take(); !some.isEmpty(); some = take()) {
            work.accept(some);
        }
    }

    private List<AgentLine> take() {
        synchronized (waiting) {
            List<AgentLine> some = new ArrayList<>();
            Iterator<AgentLine> lines = waiting.iterator();
            while (lines.hasNext() && some.size() < mostAtOnce) {
                some.add(lines.next());
                lines.remove();
            }
            running = !some.isEmpty();
            return some;
        }
    }
}

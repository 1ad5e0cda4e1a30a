package dev.astir.benchmarks.watching;

import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.load.Loop;
import dev.astir.benchmarks.load.OpenLoop;
import java.util.Map;
import java.util.TreeMap;

/** What was answered. Belongs to the thread of a {@link Loop}. */
final class Counted {
    private static final int OK = 200;

    private final Latencies latencies = new Latencies();
    private final Map<Integer, Long> refused = new TreeMap<>();

    /** Whether it was done. */
    boolean answered(OpenLoop.Answer answer) {
        if (answer.status() == OK) {
            latencies.add(answer.nanos());
            return true;
        }
        refused.merge(answer.status(), 1L, Long::sum);
        return false;
    }

    Latencies latencies() {
        return latencies;
    }

    long done() {
        return latencies.count();
    }

    /** How often each other status came; 0 stands for none. */
    Map<Integer, Long> refused() {
        return refused;
    }
}

package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.Latencies;

/** What subscribers have read. Not safe for use by several threads. */
final class Tally {
    Latencies latencies = new Latencies();
    long lost;
    long repeated;
    long closed;

    /** A copy, and starts anew. */
    Tally take() {
        Tally taken = new Tally();
        taken.latencies = latencies;
        taken.lost = lost;
        taken.repeated = repeated;
        taken.closed = closed;
        latencies = new Latencies();
        lost = 0;
        repeated = 0;
        closed = 0;
        return taken;
    }

    long deliveries() {
        return latencies.count();
    }

    /** Whether each subscriber read each event once, and in order. */
    boolean isWhole() {
        return lost == 0 && repeated == 0 && closed == 0;
    }
}

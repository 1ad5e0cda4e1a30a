package dev.astir.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a server did while all connections always had a request under way: sums, so that rounds can
 * be added.
 */
final class BusyRound {
    static final int CLIENTS = 400;

    private static final int CONNECTIONS = 32;
    private static final double NANOS_A_MICRO = 1_000;
    private static final double NANOS_A_SECOND = 1_000_000_000;

    private final Latencies latencies = new Latencies();
    private long nanos;
    private long processorNanos;

    private BusyRound() {}

    /** Loads one of the ports of a server. */
    static BusyRound run(ServerProcess server, int port, RequestBytes request, Duration length)
            throws InterruptedException {
        BusyRound round = new BusyRound();
        long start = System.nanoTime();
        Duration processorStart = server.processorTime();
        var connections =
                IntStream.range(0, CONNECTIONS)
                        .mapToObj(i -> new Busy(i, start + length.toNanos()))
                        .toList();
        try (LoadGenerator load = LoadGenerator.start(port, request, connections)) {
            load.await();
        }
        round.nanos = System.nanoTime() - start;
        round.processorNanos = server.processorTime().minus(processorStart).toNanos();
        connections.forEach(connection -> round.latencies.add(connection.latencies));
        return round;
    }

    static BusyRound sum(BusyRound... rounds) {
        BusyRound sum = new BusyRound();
        Stream.of(rounds).forEach(sum::add);
        return sum;
    }

    private void add(BusyRound other) {
        latencies.add(other.latencies);
        nanos += other.nanos;
        processorNanos += other.processorNanos;
    }

    double requestsPerSecond() {
        return latencies.count() * NANOS_A_SECOND / nanos;
    }

    /** In microseconds. */
    double latency(double percentile) {
        return latencies.percentile(percentile);
    }

    /** The server's, in microseconds. */
    double processorTimePerRequest() {
        return processorNanos / NANOS_A_MICRO / latencies.count();
    }

    /** A connection that sends the next request as soon as the last one is answered. */
    private static final class Busy implements Script {
        private final long end;
        private final Latencies latencies = new Latencies();
        private int client;
        private long sent;

        Busy(int number, long end) {
            this.end = end;
            client = number * CLIENTS / CONNECTIONS; // each begins elsewhere
        }

        @Override
        public int next() {
            client = (client + 1) % CLIENTS;
            sent = System.nanoTime();
            return sent - end < 0 ? client : -1;
        }

        @Override
        public void answered(int answered) {
            latencies.add(System.nanoTime() - sent);
        }

        @Override
        public boolean failed(int failed, IOException cause) throws IOException {
            throw cause;
        }
    }
}

package dev.astir.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Requests at a constant rate, whatever the server does: each is due at a time that is fixed
 * beforehand, goes out on the connection that is free first, and its latency counts from when it
 * was due. So a server that hangs delays all requests that are due meanwhile, as it would delay
 * those of people, and none is left out. What the load program itself is late by, counts as well.
 */
final class SteadyLoad<P extends Enum<P>> implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PARK = TimeUnit.MILLISECONDS.toNanos(100);

    private final int rate;
    private final int clients;
    private final Class<P> phases;
    private final LastAnswered lastAnswered;
    private final long start = System.nanoTime();
    private final AtomicLong tickets = new AtomicLong();
    private final List<Connection> connections;
    private final LoadGenerator generator;
    private volatile P phase;
    private volatile long end = start + TimeUnit.DAYS.toNanos(1);

    /** What happened to the requests that were sent in one phase. */
    static final class Requests {
        private final Latencies latencies = new Latencies();
        private long failed;

        Latencies latencies() {
            return latencies;
        }

        long failed() {
            return failed;
        }

        private void add(Requests other) {
            latencies.add(other.latencies);
            failed += other.failed;
        }
    }

    SteadyLoad(int port, int rate, int clients, LastAnswered lastAnswered, P phase) {
        this.rate = rate;
        this.clients = clients;
        this.lastAnswered = lastAnswered;
        this.phase = phase;
        phases = phase.getDeclaringClass();
        connections = Stream.generate(Connection::new).limit(CONNECTIONS).toList();
        generator = LoadGenerator.start(port, RequestBytes.post(), connections);
    }

    /** What is sent from now on belongs to another phase. */
    void phase(P next) {
        phase = next;
    }

    /** Sends only what is due by now, waits for all answers, and tells of them by phase. */
    Function<P, Requests> end() throws InterruptedException {
        end = System.nanoTime();
        generator.await();
        return each -> {
            Requests sum = new Requests();
            connections.forEach(connection -> sum.add(connection.requests(each)));
            return sum;
        };
    }

    @Override
    public void close() {
        generator.close();
    }

    private final class Connection implements Script {
        private final Map<P, Requests> requests = new EnumMap<>(phases);
        private P sentIn = phase;
        private long due;
        private long sentMillis;

        Requests requests(P of) {
            return requests.computeIfAbsent(of, key -> new Requests());
        }

        /** Zero when the request is due, or would be due only after the end. */
        private long nanosToWait() {
            return due - end > 0 ? 0 : due - System.nanoTime();
        }

        @Override
        public int next() throws InterruptedException {
            long ticket = tickets.getAndIncrement();
            due = start + ticket * SECOND / rate;
            for (long wait = nanosToWait(); wait > 0; wait = nanosToWait()) {
                LockSupport.parkNanos(Math.min(wait, LONGEST_PARK));
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            if (due - end > 0) {
                return -1;
            }
            sentIn = phase;
            sentMillis = System.currentTimeMillis();
            return (int) (ticket % clients);
        }

        @Override
        public void answered(int client) {
            requests(sentIn).latencies.add(System.nanoTime() - due);
            lastAnswered.add(client, sentMillis);
        }

        @Override
        public boolean failed(int client, IOException cause) {
            requests(sentIn).failed++;
            return true;
        }
    }
}

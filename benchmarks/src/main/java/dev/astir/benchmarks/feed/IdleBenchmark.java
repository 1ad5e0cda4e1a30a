package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.feed.Dialect.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * What a subscriber costs a server while nothing happens: the memory with many of them less the
 * memory without, for each. The kernel's buffers belong to no process and are not counted.
 */
public final class IdleBenchmark {
    private static final int SUBSCRIBERS = Settings.number("idle.subscribers", 10_000);
    private static final Duration REST = Duration.ofSeconds(Settings.seconds("idle.seconds", 10));
    private static final int WARM = 200;
    private static final int BYTES = 300;
    private static final int RATE = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration PROOF = Duration.ofMillis(150);
    private static final double KILO = 1_000;

    private record Memory(long resident, MemoryInUse inUse) {}

    private IdleBenchmark() {}

    /** Measures all of them. */
    public static Table compare() throws Exception {
        Table table =
                new Table(
                        "%,d idle subscribers".formatted(SUBSCRIBERS),
                        "server",
                        "live heap kB each",
                        "direct kB each",
                        "together kB each",
                        "RSS kB each",
                        "all alive");
        try (PostgresServer database = new PostgresServer()) {
            Peers peers = Peers.find(database);
            for (Transport transport : Transport.values()) {
                for (Peer peer : peers.all()) {
                    Dialect dialect = peer.dialects().get(transport);
                    if (dialect != null && !peer.name().startsWith("bare")) {
                        row(table, peer, dialect, database);
                    }
                }
            }
            table.note(
                    ("Each subscriber has been told %d events before it rests for %d s. Live heap"
                                    + " and direct memory (of the JVM and of Netty) after garbage"
                                    + " collections, for servers on the JVM; RSS holds what is no"
                                    + " longer used as well. kB: 1,000 bytes.")
                            .formatted(events(), REST.toSeconds()));
            peers.notes().forEach(table::note);
        }
        return table;
    }

    private static long events() {
        return Math.max(1, PROOF.toMillis() * RATE / 1_000);
    }

    private static void row(Table table, Peer peer, Dialect dialect, PostgresServer database)
            throws IOException, InterruptedException {
        try (Run run = new Run(peer, dialect, database.tree(), WARM, BYTES)) {
            boolean hasHeap = peer.name().equals(Peers.ASTIR);
            Measured unused = run.measure((load, all) -> load.saturating(all, RATE, WARM_UP));
            run.resubscribe(1);
            Thread.sleep(REST.toMillis());
            Memory before = memory(run, hasHeap);
            run.resubscribe(SUBSCRIBERS);
            Measured proof = run.measure((load, all) -> load.paced(RATE, PROOF));
            Thread.sleep(REST.toMillis());
            Memory after = memory(run, hasHeap);
            MemoryInUse with = after.inUse();
            MemoryInUse without = before.inUse();
            table.row(
                    dialect.transport().toString(),
                    peer.name(),
                    hasHeap ? each(with.heap() - without.heap()) : "",
                    hasHeap ? each(with.direct() - without.direct()) : "",
                    hasHeap ? each(with.total() - without.total()) : "",
                    each(after.resident() - before.resident()),
                    proof.isWhole() && run.subscribers().take().isWhole() ? "yes" : "NO");
            System.err.println(dialect.transport() + ", " + peer.name() + ": done");
        }
    }

    private static Memory memory(Run run, boolean hasHeap) throws IOException {
        MemoryInUse inUse =
                hasHeap
                        ? MemoryInUse.parse(run.control().ask(ControlConnection.MEMORY))
                        : MemoryInUse.UNKNOWN;
        return new Memory(run.server().processes().residentBytes(), inUse);
    }

    private static String each(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / KILO / (SUBSCRIBERS - 1));
    }
}

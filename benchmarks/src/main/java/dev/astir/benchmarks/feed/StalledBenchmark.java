package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.feed.Dialect.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One subscriber of many stops reading: do the others notice, what does the server hold for it, and
 * when does it let it go?
 */
public final class StalledBenchmark {
    private static final int SUBSCRIBERS = Settings.number("stalled.subscribers", 1_000);
    private static final int RATE = Settings.number("stalled.rate", 50);
    private static final int LONGEST = Settings.number("stalled.longest.seconds", 300);
    private static final Duration RUN = Duration.ofSeconds(Settings.seconds("stalled.seconds", 20));
    private static final Duration WARM_UP =
            Duration.ofSeconds(Settings.seconds("stalled.warmup.seconds", 10));
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int BYTES = 300;
    private static final int WINDOW = 20;
    private static final int SAMPLES = 20;

    /**
     * The last readings before the end; also the steps after it, in which the server may tell why.
     */
    private static final int ENDING = 5;

    private static final int RECEIVE_BUFFER = 4_096;
    private static final double KILO = 1_000;

    /** For one sample. */
    private static final int READINGS = 3;

    private StalledBenchmark() {}

    /** Measures Astir, over both transports. */
    public static Table compare() throws Exception {
        Table table =
                new Table(
                        "%,d subscribers, %d events/s".formatted(SUBSCRIBERS, RATE),
                        "others' p50, p99 ms before",
                        "while one is stalled",
                        "memory for it at the end, kB",
                        "highest",
                        "without it",
                        "closed after",
                        "close code",
                        "others got all, once, in order");
        try (PostgresServer database = new PostgresServer()) {
            for (Transport transport : Transport.values()) {
                row(table, transport, database);
            }
        }
        table.note(
                ("Percentiles over %d s each; from then on as many events as the others take, since"
                                + " the kernel's buffers for the stalled one must be full first."
                                + " Memory: heap and direct, after garbage collections, once a"
                                + " second until the server closes the connection, each time the"
                                + " least of %d readings, less the median of %d before: the median"
                                + " of the last %d, the highest, and the highest of those before.")
                        .formatted(RUN.toSeconds(), READINGS, SAMPLES, ENDING));
        return table;
    }

    private static void row(Table table, Transport transport, PostgresServer database)
            throws IOException, InterruptedException {
        Peer peer = Peers.astir(database);
        Dialect dialect = Objects.requireNonNull(peer.dialects().get(transport));
        try (Run run = new Run(peer, dialect, database.tree(), SUBSCRIBERS - 1, BYTES)) {
            run.subscribers().connect(1, RECEIVE_BUFFER);
            Measured unused = run.measure((load, all) -> load.saturating(all, WINDOW, WARM_UP));
            unused = run.measure((load, all) -> load.paced(RATE, STEP));
            Measured before = run.measure((load, all) -> load.paced(RATE, RUN));
            long[] memory = new long[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                memory[i] = memory(run, "before");
                unused = run.measure(StalledBenchmark::more);
            }
            Arrays.sort(memory);
            long usual = memory[SAMPLES / 2];
            long varies = memory[SAMPLES - 1] - usual;

            int port = run.subscribers().stall();
            long stalled = System.nanoTime();
            long published = run.published();
            Measured during = run.measure((load, all) -> load.paced(RATE, RUN));
            boolean isWhole = before.isWhole() && during.isWhole();
            List<Long> held = new ArrayList<>();
            SocketState state = new SocketState(run.server().port(), port);
            double closed = Double.NaN;
            while (Double.isNaN(closed) && seconds(stalled) < LONGEST) {
                isWhole &= run.measure(StalledBenchmark::more).isWhole();
                if (state.isEstablished()) {
                    held.add(memory(run, "stalled"));
                } else {
                    closed = seconds(stalled);
                }
            }
            long events = run.published() - published;
            Subscriber subscriber = run.subscribers().resume();
            for (int i = 0; i < ENDING && !subscriber.isEnded(); i++) {
                isWhole &= run.measure((load, all) -> load.paced(RATE, STEP)).isWhole();
            }
            table.row(
                    transport.toString(),
                    percentiles(before),
                    percentiles(during),
                    kilobytes(atTheEnd(held) - usual),
                    kilobytes(Collections.max(held) - usual),
                    kilobytes(varies),
                    Double.isNaN(closed)
                            ? "not in " + LONGEST + " s"
                            : "%.0f s, %d events".formatted(closed, events),
                    subscriber.closeCode() == 0 ? "none" : "" + subscriber.closeCode(),
                    isWhole ? "yes" : "NO");
        }
    }

    /** So much that what the kernel buffers is soon full. */
    private static void more(Load load, Subscribers all) throws IOException {
        load.saturating(all, WINDOW, STEP);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** The least of some readings: what is only on its way somewhere makes them larger. */
    private static long memory(Run run, String when) throws IOException {
        MemoryInUse least = null;
        for (int i = 0; i < READINGS; i++) {
            MemoryInUse read = MemoryInUse.parse(run.control().ask(ControlConnection.MEMORY));
            if (least == null || read.total() < least.total()) {
                least = read;
            }
        }
        Objects.requireNonNull(least);
        System.err.printf(
                Locale.ROOT,
                "%s: heap %.0f kB, direct %.0f kB%n",
                when,
                least.heap() / KILO,
                least.direct() / KILO);
        return least.total();
    }

    /** What is held for it grows until it is closed. */
    private static long atTheEnd(List<Long> held) {
        return held.stream()
                .skip(Math.max(0, held.size() - ENDING))
                .sorted()
                .skip(ENDING / 2)
                .findFirst()
                .orElseThrow();
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes / KILO);
    }

    private static String percentiles(Measured measured) {
        return String.format(
                Locale.ROOT,
                "%.1f, %.1f",
                measured.percentileMillis(50),
                measured.percentileMillis(99));
    }
}

package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.ProcessTree;
import dev.astir.benchmarks.Quartiles;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.feed.Dialect.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What it costs a server to bring one event to many subscribers: processor time for each delivery,
 * paced and as fast as it can, over WebSocket and SSE, for Astir and its peers in turns. Each
 * server runs alone, in a fresh process, on the loopback.
 */
public final class FanoutBenchmark {
    private static final int SUBSCRIBERS = Settings.number("fanout.subscribers", 1_000);
    private static final int BYTES = Settings.number("fanout.bytes", 300);
    private static final int RATE = Settings.number("fanout.rate", 50);
    private static final int WINDOW = Settings.number("fanout.window", 20);
    private static final int ROUNDS = Settings.number("fanout.rounds", 3);
    private static final Duration RUN = Duration.ofSeconds(Settings.seconds("fanout.seconds", 10));
    private static final Duration WARM_UP =
            Duration.ofSeconds(Settings.seconds("fanout.warmup.seconds", 40));
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final List<String> TRANSPORTS =
            List.of(Settings.text("fanout.transports", "WebSocket,SSE").split(",", -1));
    private static final String ONE = "one subscriber";
    private static final String PACED = "paced";
    private static final String SATURATING = "saturating";

    private record Key(Transport transport, String load, String server) {}

    private final Map<Key, List<Measured>> results = new LinkedHashMap<>();
    private final PostgresServer database;
    private final Peers peers;

    private FanoutBenchmark(PostgresServer database) throws IOException, InterruptedException {
        this.database = database;
        peers = Peers.find(database);
    }

    /** Measures all of them. */
    public static Table compare() throws Exception {
        try (PostgresServer database = new PostgresServer()) {
            FanoutBenchmark benchmark = new FanoutBenchmark(database);
            for (int round = 0; round < ROUNDS; round++) {
                for (Transport transport : Transport.values()) {
                    if (!TRANSPORTS.contains(transport.toString())) {
                        continue;
                    }
                    for (Peer peer : benchmark.peers.all()) {
                        Dialect dialect = peer.dialects().get(transport);
                        if (dialect != null) {
                            benchmark.run(peer, dialect);
                        }
                    }
                }
            }
            return benchmark.table();
        }
    }

    private void run(Peer peer, Dialect dialect) throws IOException, InterruptedException {
        Transport transport = dialect.transport();
        ProcessTree tree = database.tree();
        try (Run run = new Run(peer, dialect, tree, SUBSCRIBERS, BYTES)) {
            Measured unused = run.measure((load, all) -> load.saturating(all, WINDOW, WARM_UP));
            unused = run.measure((load, all) -> load.paced(RATE, SETTLE));
            add(
                    new Key(transport, PACED, peer.name()),
                    run.measure((load, all) -> load.paced(RATE, RUN)));
            add(
                    new Key(transport, SATURATING, peer.name()),
                    run.measure((load, all) -> load.saturating(all, WINDOW, RUN)));
            run.resubscribe(1);
            unused = run.measure((load, all) -> load.paced(RATE, SETTLE));
            add(
                    new Key(transport, ONE, peer.name()),
                    run.measure((load, all) -> load.paced(RATE, RUN)));
        }
    }

    private void add(Key key, Measured measured) {
        results.computeIfAbsent(key, none -> new ArrayList<>()).add(measured);
        System.err.printf(
                Locale.ROOT,
                "%s, %s, %s: %.2f us, %.0f deliveries/s, p50 %.1f ms, p99 %.1f ms, load %.2f us,"
                        + " whole %s%n",
                key.transport(),
                key.load(),
                key.server(),
                measured.microsADelivery(),
                measured.deliveriesASecond(),
                measured.percentileMillis(50),
                measured.percentileMillis(99),
                measured.loadMicrosADelivery(),
                measured.isWhole());
    }

    private Table table() {
        Table table =
                new Table(
                        "%,d subscribers".formatted(SUBSCRIBERS),
                        "server",
                        "CPU us/delivery",
                        "Astir is",
                        "deliveries/s",
                        "p50 ms",
                        "p99 ms",
                        "CPU us/event for 1",
                        "load us",
                        "PostgreSQL us",
                        "all, once, in order");
        results.forEach((key, runs) -> {
            if (!key.load().equals(ONE)) {
                table.row(
                        key.transport() + ", " + key.load(),
                        key.server(),
                        middle(runs, Measured::microsADelivery, 2),
                        ratio(key, runs),
                        middle(runs, Measured::deliveriesASecond, 0),
                        middle(runs, run -> run.percentileMillis(50), 1),
                        middle(runs, run -> run.percentileMillis(99), 1),
                        one(key),
                        median(runs, Measured::loadMicrosADelivery),
                        median(runs, Measured::databaseMicrosADelivery),
                        runs.stream().allMatch(Measured::isWhole) ? "yes" : "NO");
            }
        });
        table.note(
                ("Median [quartiles] of %d rounds of %d s; events of %d bytes (Astir's as large as"
                                + " its protocol makes them); paced: %d events/s; saturating: at"
                                + " most %d events are on their way to some subscriber.")
                        .formatted(ROUNDS, RUN.toSeconds(), BYTES, RATE, WINDOW));
        table.note(
                "\"Astir is\": its CPU per delivery as a part of that server's, the median of the"
                        + " rounds. Times are from before the publication to the read. The server's"
                        + " CPU is that of all its processes, with the publications; what those"
                        + " cost alone is told for one subscriber.");
        peers.notes().forEach(table::note);
        return table;
    }

    private static String middle(List<Measured> runs, ToDoubleFunction<Measured> of, int decimals) {
        return Quartiles.of(runs.stream().mapToDouble(of)).text(decimals);
    }

    private static String median(List<Measured> runs, ToDoubleFunction<Measured> of) {
        return String.format(
                Locale.ROOT, "%.2f", Quartiles.of(runs.stream().mapToDouble(of)).median());
    }

    private String one(Key key) {
        List<Measured> runs = results.get(new Key(key.transport(), ONE, key.server()));
        return runs == null ? "" : middle(runs, Measured::microsADelivery, 0);
    }

    private String ratio(Key key, List<Measured> runs) {
        List<Measured> ours = results.get(new Key(key.transport(), key.load(), Peers.ASTIR));
        if (ours == null) {
            return "";
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            ratios.add(ours.get(i).microsADelivery() / runs.get(i).microsADelivery());
        }
        return String.format(
                Locale.ROOT,
                "%.2f x",
                Quartiles.of(ratios.stream().mapToDouble(Double::doubleValue)).median());
    }
}

package dev.astir.benchmarks;

import dev.astir.benchmarks.TrackedServer.Tracking;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What requests feel of a store that is down for a minute, how much memory the server holds then,
 * and how soon everything is stored after the store's return. PostgreSQL is stopped as by a crash,
 * of which the server's connection pool, and the library that started it, complain in the log.
 */
final class OutageBenchmark {
    private static final int RATE = Settings.number("outage.rate", 10_000);
    private static final int CLIENTS = Settings.number("outage.clients", 20_000);
    private static final int TIMES = Settings.number("outage.times", 3);
    private static final int SECONDS = Settings.seconds("outage.seconds", 60);
    private static final int SECONDS_AROUND = Settings.seconds("outage.around", 20);
    private static final int WARM_UP = Settings.seconds("outage.warmup", 15);
    private static final int TRIAL = Settings.seconds("outage.trial", 10);

    private static final int PATIENCE_SECONDS = 60;
    private static final int POLL_MILLIS = 100;
    private static final int SETTLE_MILLIS = 500;
    private static final double TOO_SLOW_MICROS = 50_000;
    private static final double KEPT_UP = 0.99;
    private static final int LEAST_RATE = 500;

    private enum Phase {
        BEFORE,
        DOWN,
        AFTER,
        /** While the garbage is collected that this benchmark asks for. */
        COLLECTING
    }

    private final PostgresServer database;
    private final ServerProcess server;
    private final String name;
    private final Table table;
    private final LastAnswered answered = new LastAnswered(CLIENTS);
    private final Map<Phase, Properties> statuses = new EnumMap<>(Phase.class);

    private OutageBenchmark(
            PostgresServer database, ServerProcess server, String name, Table table) {
        this.database = database;
        this.server = server;
        this.name = name;
        this.table = table;
    }

    static Table compare() throws Exception {
        try (PostgresServer database = new PostgresServer()) {
            PostgresActivityStore.of(database.dataSource()).createTables();
            String title = "store down %d x %d s".formatted(TIMES, SECONDS);
            Table table = new Table(title, "before", "down", "after", "while collecting", "bar");
            for (Tracking tracking : List.of(Tracking.SHARED_POOL, Tracking.OWN_POOL)) {
                database.execute("TRUNCATE client_activity");
                String name = tracking.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                try (ServerProcess server = new ServerProcess(database, tracking)) {
                    new OutageBenchmark(database, server, name, table).run();
                }
            }
            return table;
        }
    }

    private void run() throws Exception {
        int rate = reachableRate();
        Function<Phase, SteadyLoad.Requests> requests;
        List<String> storedAfter = new ArrayList<>();
        try (var load = new SteadyLoad<>(server.port(), rate, CLIENTS, answered, Phase.BEFORE)) {
            TimeUnit.SECONDS.sleep(SECONDS_AROUND);
            collect(load, Phase.BEFORE);
            for (int i = 0; i < TIMES; i++) {
                storedAfter.add(outage(load));
            }
            requests = load.end();
        }
        server.terminate();
        report(rate, requests, String.join(", ", storedAfter));
    }

    /** Tells in how many seconds after its end everything is stored. */
    private String outage(SteadyLoad<Phase> load) throws Exception {
        load.phase(Phase.DOWN);
        database.crash();
        TimeUnit.SECONDS.sleep(SECONDS);
        collect(load, Phase.DOWN);
        load.phase(Phase.DOWN);
        long back = database.recover();

        load.phase(Phase.AFTER);
        String storedAfter = storedAfter(back);
        Duration rest = Duration.ofSeconds(SECONDS_AROUND).minusNanos(System.nanoTime() - back);
        Thread.sleep(Math.max(0, rest.toMillis()));
        collect(load, Phase.AFTER);
        return storedAfter;
    }

    /** The rate that is asked for, or the highest below it that server and load keep up with. */
    private int reachableRate() throws InterruptedException {
        BusyRound.run(server, server.port(), RequestBytes.post(), Duration.ofSeconds(WARM_UP));
        LastAnswered ignored = new LastAnswered(CLIENTS);
        for (int rate = RATE; rate >= LEAST_RATE; rate -= RATE / 20) {
            try (var load = new SteadyLoad<>(server.port(), rate, CLIENTS, ignored, Phase.BEFORE)) {
                TimeUnit.SECONDS.sleep(TRIAL);
                Latencies latencies = load.end().apply(Phase.BEFORE).latencies();
                if (latencies.count() > KEPT_UP * rate * TRIAL
                        && latencies.percentile(99) < TOO_SLOW_MICROS) {
                    return rate;
                }
            }
        }
        throw new IllegalStateException("Not even " + LEAST_RATE + " requests/s are reached");
    }

    /** Notes what the server holds; the pause that this makes is kept out of the phase. */
    private void collect(SteadyLoad<Phase> load, Phase phase)
            throws IOException, InterruptedException {
        load.phase(Phase.COLLECTING);
        Thread.sleep(SETTLE_MILLIS);
        statuses.put(phase, server.status());
        Thread.sleep(SETTLE_MILLIS);
    }

    /** In how many seconds everything is stored that was answered until the return. */
    private String storedAfter(long back) throws SQLException, InterruptedException {
        LastAnswered.Snapshot snapshot = answered.snapshot();
        try (Connection connection = database.dataSource().getConnection()) {
            while (snapshot.missing(connection) > 0) {
                if (System.nanoTime() - back > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    return "> " + PATIENCE_SECONDS;
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - back);
        return decimal(millis / 1_000.0);
    }

    private void report(int rate, Function<Phase, SteadyLoad.Requests> requests, String storedAfter)
            throws SQLException {
        row("requests/s", Integer.toString(RATE), phase -> Integer.toString(rate));
        Function<Phase, Latencies> latencies = phase -> requests.apply(phase).latencies();
        row("answered", "", phase -> Long.toString(latencies.apply(phase).count()));
        row("failed", "0", phase -> Long.toString(requests.apply(phase).failed()));
        row("p50, ms", "", phase -> millis(latencies.apply(phase).percentile(50)));
        row("p99, ms", "as before", phase -> millis(latencies.apply(phase).percentile(99)));
        row("max, ms", "", phase -> millis(latencies.apply(phase).max()));
        row("heap, MB", "bounded", phase -> megabytes(status(phase, "heap")));
        row("clients pending", "", phase -> status(phase, "pending"));
        row("records refused", "0", phase -> status(phase, "refused"));
        table.row(name + ": all stored after its return, s", "", "", storedAfter, "", "5");
        try (Connection connection = database.dataSource().getConnection()) {
            int missing = answered.snapshot().missing(connection);
            table.row(
                    name + ": clients missing in the end",
                    "",
                    "",
                    Integer.toString(missing),
                    "",
                    "0");
        }
    }

    private void row(String label, String bar, Function<Phase, String> figure) {
        table.row(
                name + ": " + label,
                figure.apply(Phase.BEFORE),
                figure.apply(Phase.DOWN),
                figure.apply(Phase.AFTER),
                figure.apply(Phase.COLLECTING),
                bar);
    }

    private String status(Phase phase, String key) {
        Properties status = statuses.get(phase);
        return status == null ? "" : status.getProperty(key, "");
    }

    private static String megabytes(String bytes) {
        return bytes.isEmpty() ? "" : decimal(Long.parseLong(bytes) / 1_000_000.0);
    }

    private static String millis(double micros) {
        return decimal(micros / 1_000);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

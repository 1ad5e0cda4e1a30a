package dev.astir.benchmarks;

import dev.astir.benchmarks.TrackedServer.Tracking;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a request costs with the filter and without it, in Tomcat, where the servlet does next to
 * nothing, so that the filter is as large a part of a request as it can be. Four servers run in one
 * process, because no two runs of a JVM compile to the same code, which alone makes more of a
 * difference than the filter: one with the filter, one with a filter that does nothing, and two
 * without, whose difference is the noise. Rounds of load go to one at a time, in the order 1 2 3 4
 * 4 3 2 1, so that what changes on the machine meanwhile hits all alike; and the process is started
 * anew.
 */
final class FilterBenchmark {
    private static final int STARTS = Settings.number("filter.starts", 2);
    private static final int PASSES = Settings.number("filter.passes", 4);
    private static final Duration ROUND = Duration.ofSeconds(Settings.seconds("filter.seconds", 2));
    private static final Duration WARM_UP =
            Duration.ofSeconds(Settings.seconds("filter.warmup", 4));

    private enum Workload {
        POST("POST of 0.8 KB JSON", RequestBytes.post()),
        CLIENT_LAST("the same, the client last", RequestBytes.postClientLast()),
        MUCH("POST of 66 KB JSON", RequestBytes.postMuch()),
        GET("GET", RequestBytes.get()),
        STORED("GET that reads a row", RequestBytes.getStored());

        private final String text;
        private final RequestBytes request;

        Workload(String text, RequestBytes request) {
            this.text = text;
            this.request = request;
        }
    }

    private record Pass(BusyRound without, BusyRound empty, BusyRound with, BusyRound again) {}

    private final Map<Workload, List<Pass>> passes = new EnumMap<>(Workload.class);

    private FilterBenchmark() {}

    static Table compare() throws IOException, SQLException, InterruptedException {
        FilterBenchmark benchmark = new FilterBenchmark();
        try (PostgresServer database = new PostgresServer()) {
            PostgresActivityStore.of(database.dataSource()).createTables();
            database.execute(StoredItemServlet.TABLE);
            for (int start = 0; start < STARTS; start++) {
                benchmark.measure(database);
            }
        }
        return benchmark.table();
    }

    private void measure(PostgresServer database)
            throws IOException, SQLException, InterruptedException {
        database.execute("TRUNCATE client_activity");
        try (ServerProcess server =
                new ServerProcess(
                        database,
                        Tracking.NONE,
                        Tracking.EMPTY_FILTER,
                        Tracking.SHARED_POOL,
                        Tracking.NONE)) {
            for (Workload workload : Workload.values()) {
                Pass unused = pass(server, workload.request, WARM_UP);
            }
            for (int i = 0; i < PASSES; i++) {
                for (Workload workload : Workload.values()) {
                    Pass pass = pass(server, workload.request, ROUND);
                    passes.computeIfAbsent(workload, key -> new ArrayList<>()).add(pass);
                }
            }
            server.terminate();
            long stored = database.number("SELECT count(*) FROM client_activity");
            if (stored != BusyRound.CLIENTS) {
                throw new IllegalStateException("The filter stored " + stored + " clients");
            }
        }
    }

    private static Pass pass(ServerProcess server, RequestBytes request, Duration length)
            throws InterruptedException {
        int count = server.ports().size();
        List<BusyRound> sums = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sums.add(BusyRound.run(server, server.ports().get(i), request, length));
        }
        for (int i = count - 1; i >= 0; i--) {
            BusyRound back = BusyRound.run(server, server.ports().get(i), request, length);
            sums.set(i, BusyRound.sum(sums.get(i), back));
        }
        return new Pass(sums.get(0), sums.get(1), sums.get(2), sums.get(3));
    }

    private Table table() {
        Table table =
                new Table(
                        "filter, median [quartiles] of " + STARTS * PASSES + " passes",
                        "without",
                        "empty",
                        "with",
                        "with to without",
                        "with to empty",
                        "without to without",
                        "bar");
        passes.forEach((workload, all) -> {
            String text = workload.text;
            ratio(table, text + ": requests/s", all, BusyRound::requestsPerSecond, ">= 0.97");
            ratio(table, text + ": p50, us", all, round -> round.latency(50), "");
            ratio(table, text + ": p99, us", all, round -> round.latency(99), "noise");
            String processor = text + ": server's processor time, us/request";
            ratio(table, processor, all, BusyRound::processorTimePerRequest, "");
        });
        return table;
    }

    private static void ratio(
            Table table,
            String label,
            List<Pass> passes,
            ToDoubleFunction<BusyRound> figure,
            String bar) {
        ToDoubleFunction<Pass> without = pass -> figure.applyAsDouble(pass.without());
        ToDoubleFunction<Pass> empty = pass -> figure.applyAsDouble(pass.empty());
        ToDoubleFunction<Pass> with = pass -> figure.applyAsDouble(pass.with());
        ToDoubleFunction<Pass> again = pass -> figure.applyAsDouble(pass.again());
        table.row(
                label,
                median(passes, without),
                median(passes, empty),
                median(passes, with),
                ratio(passes, with, without),
                ratio(passes, with, empty),
                ratio(passes, again, without),
                bar);
    }

    private static String median(List<Pass> passes, ToDoubleFunction<Pass> figure) {
        double median = Quartiles.of(passes.stream().mapToDouble(figure)).median();
        return String.format(Locale.ROOT, median < 100 ? "%.1f" : "%,.0f", median);
    }

    private static String ratio(
            List<Pass> passes, ToDoubleFunction<Pass> one, ToDoubleFunction<Pass> other) {
        return Quartiles.of(
                        passes.stream()
                                .mapToDouble(pass ->
                                        one.applyAsDouble(pass) / other.applyAsDouble(pass)))
                .text(3);
    }
}

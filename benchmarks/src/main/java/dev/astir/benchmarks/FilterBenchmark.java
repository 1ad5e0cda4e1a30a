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
 * nothing, so that the filter is as large a part of a request as it can be. Three servers run in
 * one process, because no two runs of a JVM compile to the same code, which alone makes more of a
 * difference than the filter: one with the filter, and two without it, whose difference is the
 * noise. Rounds of load go to one at a time, in the order 1 2 3 3 2 1, so that what changes on the
 * machine meanwhile hits all alike; and the process is started anew a few times.
 */
final class FilterBenchmark {
    private static final int STARTS = Settings.number("filter.starts", 3);
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

    private record Pass(BusyRound without, BusyRound with, BusyRound again) {}

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
                new ServerProcess(database, Tracking.NONE, Tracking.SHARED_POOL, Tracking.NONE)) {
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
        int one = server.ports().get(0);
        int two = server.ports().get(1);
        int three = server.ports().get(2);
        BusyRound first = BusyRound.run(server, one, request, length);
        BusyRound second = BusyRound.run(server, two, request, length);
        BusyRound third = BusyRound.run(server, three, request, length);
        third = BusyRound.sum(third, BusyRound.run(server, three, request, length));
        second = BusyRound.sum(second, BusyRound.run(server, two, request, length));
        first = BusyRound.sum(first, BusyRound.run(server, one, request, length));
        return new Pass(first, second, third);
    }

    private Table table() {
        Table table =
                new Table(
                        "filter, median [quartiles] of " + STARTS * PASSES + " passes",
                        "without",
                        "with",
                        "with to without",
                        "without to without",
                        "bar");
        passes.forEach((workload, all) -> {
            String text = workload.text;
            ratio(table, text + ": requests/s", all, BusyRound::requestsPerSecond, ">= 0.97");
            ratio(table, text + ": p50, us", all, round -> round.latency(50), "");
            ratio(table, text + ": p99, us", all, round -> round.latency(99), "noise");
            String processor = text + ": server's processor time, us/request";
            ratio(table, processor, all, BusyRound::processorTimePerRequest, "");
            difference(table, text + ": of it the filter's, us/request", all);
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
        ToDoubleFunction<Pass> with = pass -> figure.applyAsDouble(pass.with());
        ToDoubleFunction<Pass> again = pass -> figure.applyAsDouble(pass.again());
        table.row(
                label,
                median(passes, without),
                median(passes, with),
                ratio(passes, with, without),
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

    private static void difference(Table table, String label, List<Pass> passes) {
        Quartiles filter =
                Quartiles.of(
                        passes.stream()
                                .mapToDouble(pass ->
                                        pass.with().processorTimePerRequest()
                                                - pass.without().processorTimePerRequest()));
        Quartiles noise =
                Quartiles.of(
                        passes.stream()
                                .mapToDouble(pass ->
                                        pass.again().processorTimePerRequest()
                                                - pass.without().processorTimePerRequest()));
        table.row(label, "", "", filter.text(1), noise.text(1), "");
    }
}

package dev.astir.benchmarks;

import dev.astir.benchmarks.dashboard.DashboardBenchmark;
import dev.astir.benchmarks.digest.DigestBenchmark;
import dev.astir.benchmarks.faults.AppOutageBenchmark;
import dev.astir.benchmarks.faults.CrashBenchmark;
import dev.astir.benchmarks.faults.JobsBenchmark;
import dev.astir.benchmarks.feed.FanoutBenchmark;
import dev.astir.benchmarks.feed.IdleBenchmark;
import dev.astir.benchmarks.feed.LatencyBenchmark;
import dev.astir.benchmarks.feed.LossBenchmark;
import dev.astir.benchmarks.feed.StalledBenchmark;
import dev.astir.benchmarks.hostile.HostileBenchmark;
import dev.astir.benchmarks.intervals.IntervalsBenchmark;
import dev.astir.benchmarks.reports.ReportsBenchmark;
import dev.astir.benchmarks.watching.WatchingBenchmark;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs benchmarks by name, or all of them, and prints a table of each. */
public final class Benchmarks {

    /** A benchmark that measures something and its peers. */
    interface Comparison {
        Table run() throws Exception;
    }

    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    private Benchmarks() {}

    private static Map<String, Comparison> all() {
        Map<String, Comparison> all = new LinkedHashMap<>();
        all.put("record", RecordBenchmark::compare);
        all.put("flush", FlushBenchmark::compare);
        all.put("statements", StatementsBenchmark::compare);
        all.put("nodes", NodesBenchmark::compare);
        all.put("filter", FilterBenchmark::compare);
        all.put("outage", OutageBenchmark::compare);
        all.put("termination", TerminationBenchmark::compare);
        all.put("fanout", FanoutBenchmark::compare);
        all.put("publish", PublishBenchmark::compare);
        all.put("idle", IdleBenchmark::compare);
        all.put("latency", LatencyBenchmark::compare);
        all.put("stalled", StalledBenchmark::compare);
        all.put("pages", PagesBenchmark::compare);
        all.put("digest", DigestBenchmark::compare);
        all.put("loss", LossBenchmark::compare);
        all.put("intervals", IntervalsBenchmark::compare);
        all.put("reports", ReportsBenchmark::compare);
        all.put("start", StartBenchmark::compare);
        all.put("dashboard", DashboardBenchmark::compare);
        all.put("hostile", HostileBenchmark::compare);
        all.put("watching", WatchingBenchmark::compare);
        all.put("jobs", JobsBenchmark::compare);
        all.put("app-outage", AppOutageBenchmark::compare);
        all.put("crash", CrashBenchmark::compare);
        return all;
    }

    /** Parts of one of them, to be run by name alone. */
    private static Map<String, Comparison> parts() {
        Map<String, Comparison> parts = new LinkedHashMap<>();
        for (String flood : HostileBenchmark.floods()) {
            parts.put("hostile-" + flood, () -> HostileBenchmark.compare(List.of(flood)));
        }
        for (String load : WatchingBenchmark.names()) {
            parts.put("watching-" + load, () -> WatchingBenchmark.compare(List.of(load)));
        }
        return parts;
    }

    /**
     * Runs the benchmarks named by the arguments, or parts of them; without an argument, all.
     *
     * @throws Exception if a benchmark fails
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, Comparison> all = all();
        List<String> names = arguments.length == 0 ? List.copyOf(all.keySet()) : List.of(arguments);
        all.putAll(parts());
        for (String name : names) {
            if (!all.containsKey(name)) {
                System.err.println("No benchmark \"" + name + "\"; there are " + all.keySet());
                System.exit(USAGE);
            }
        }
        PrintStream out = System.out;
        boolean isFailure = false;
        for (Map.Entry<String, Comparison> each : all.entrySet()) {
            if (names.contains(each.getKey())) {
                Table table = each.getValue().run();
                out.println();
                out.println(each.getKey() + " on " + Machine.describe());
                out.println();
                out.println(table);
                isFailure |= table.isFailure();
            }
        }
        if (isFailure) {
            System.exit(FAILURE);
        }
    }
}

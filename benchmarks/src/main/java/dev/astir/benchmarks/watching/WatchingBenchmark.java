package dev.astir.benchmarks.watching;

import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.watching.PostedLogs.Intake;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged app under the load of the people who are watched and who watch, each kind by itself,
 * with one node and with two on one PostgreSQL: how much of what the design asks for is reached,
 * what it costs each process, and what limits it. The load, the nodes and PostgreSQL share the
 * machine.
 */
public final class WatchingBenchmark {
    /** How many nodes, one number after the other. */
    private static final List<Integer> NODES =
            Arrays.stream(Settings.text("watching.nodes", "1,2").split(",", -1))
                    .map(text -> Integer.valueOf(text.strip()))
                    .toList();

    private static final List<Integer> NO_NODES = List.of(0);
    private static final String INSERTS = "inserts";

    /** A measurement with so many nodes. */
    private interface Measurement {
        void run(Report report, int nodes) throws Exception;
    }

    private WatchingBenchmark() {}

    private static Map<String, Measurement> all() {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("logs", (report, nodes) -> PostedLogs.measure(report, nodes, Intake.API));
        all.put("agent-logs", (report, nodes) -> PostedLogs.measure(report, nodes, Intake.AGENT));
        all.put(
                "agent-lines",
                (report, nodes) ->
                        ConnectedAgents.measure(
                                report,
                                nodes,
                                "agents' spans by their sockets",
                                Sizes.LOGS / Sizes.BATCH,
                                Sizes.BATCH));
        all.put(
                "agents",
                (report, nodes) ->
                        ConnectedAgents.measure(
                                report, nodes, "connected agents", Sizes.AGENTS, Sizes.SPANS));
        all.put("dashboards", LiveDashboards::measure);
        all.put("reads", Reads::measure);
        all.put(INSERTS, (report, nodes) -> PlainInserts.measure(report));
        return all;
    }

    /** The names of its measurements. */
    public static List<String> names() {
        return List.copyOf(all().keySet());
    }

    /** Takes all of them, with the package in {@code example-app/target}. */
    public static Table compare() throws Exception {
        return compare(names());
    }

    /** Takes these. */
    public static Table compare(List<String> names) throws Exception {
        Report report = new Report();
        for (Map.Entry<String, Measurement> each : all().entrySet()) {
            if (names.contains(each.getKey())) {
                for (int nodes : each.getKey().equals(INSERTS) ? NO_NODES : NODES) {
                    System.err.println(each.getKey() + ", nodes: " + nodes);
                    each.getValue().run(report, nodes);
                }
            }
        }
        return report.table();
    }
}

package dev.astir.benchmarks.intervals;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of what people did, with twenty million rows: stored, resent, read by day and month,
 * erased, retained; in the app's layout and in those with partitions by month and by organization.
 * One layout after the other, so that each has the machine's memory for itself.
 */
public final class IntervalsBenchmark {
    private static final Size SIZE =
            new Size(
                    100,
                    12,
                    48,
                    Settings.number("intervals.days", 261),
                    8,
                    Settings.number("intervals.rounds", 3),
                    Settings.seconds("intervals.seconds", 5) * 1_000L);

    /** A million a minute. */
    private static final double BAR = 1_000_000 / 60.0;

    /** One process a query, so that layouts are compared and not the number of workers. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "shared_buffers", "512MB",
                    "random_page_cost", "1.1",
                    "max_parallel_workers_per_gather", "0");

    private IntervalsBenchmark() {}

    /** Measures all layouts in a server of its own, which is removed. */
    public static Table compare() throws Exception {
        try (PostgresServer postgres = new PostgresServer(SETTINGS)) {
            return compare(postgres, SIZE);
        }
    }

    static Table compare(PostgresServer postgres, Size size) throws Exception {
        List<Map<String, String>> figures = new ArrayList<>();
        List<String> header = new ArrayList<>();
        header.add(String.format(Locale.ROOT, "%,d intervals", size.rows()));
        for (Layout layout : Layout.values()) {
            header.add(layout.title);
            figures.add(new Contestant(postgres, size, layout).measure());
        }
        Table table = new Table(header.toArray(String[]::new));
        for (String name : figures.get(0).keySet()) {
            List<String> row = new ArrayList<>();
            row.add(name);
            for (Map<String, String> each : figures) {
                row.add(each.getOrDefault(name, ""));
            }
            table.row(row.toArray(String[]::new));
        }
        table.note(
                String.format(
                        Locale.ROOT,
                        "Batches of %d on %d connections, fsync on, shared_buffers 512 MB, one"
                                + " process a query; median (lowest–highest) of %d rounds of %.1f s. Bar: %,.0f"
                                + " rows/s.",
                        Batch.ROWS,
                        Intake.CONNECTIONS,
                        size.rounds(),
                        size.millis() / 1e3,
                        BAR));
        return table;
    }
}

package dev.astir.benchmarks.watching;

import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.Table;
import java.util.Locale;

/** The table of all measurements. Not safe for use by several threads. */
final class Report {
    private static final double MICROS_A_MILLI = 1_000;

    private final Table table =
            new Table(
                    "what",
                    "nodes",
                    "asked for",
                    "reached",
                    "p50, ms",
                    "p99, ms",
                    "bar",
                    "µs of processor: app + PostgreSQL + load",
                    "what limits");

    /**
     * One measurement.
     *
     * @param unit of what the processor time is told
     * @param bar empty where there is none
     */
    record Row(
            String what,
            int nodes,
            String asked,
            String reached,
            Latencies latencies,
            String bar,
            Used used,
            long units,
            String unit,
            boolean isReached) {}

    void add(Row row) {
        String[] cells = {
            row.what(),
            row.nodes() == 0 ? "" : Integer.toString(row.nodes()),
            row.asked(),
            row.reached(),
            millis(row.latencies(), 50),
            millis(row.latencies(), 99),
            row.bar(),
            row.used().micros(row.units()) + " a " + row.unit(),
            row.used().limit(Runtime.getRuntime().availableProcessors(), row.isReached())
        };
        // At once: a run takes long, and one that fails has what was measured before.
        System.err.println(String.join(" | ", cells));
        table.row(cells);
        note(
                "%s, %d: for a %s %s.",
                row.what(), row.nodes(), row.unit(), row.used().database(row.units()));
        row.used().statements().forEach(statement -> note("%s", statement));
    }

    void note(String format, Object... values) {
        String note = String.format(Locale.ROOT, format, values);
        System.err.println(note);
        table.note(note);
    }

    /** Something is wrong that must not be, whatever the speed. */
    void failure(String format, Object... values) {
        String note = String.format(Locale.ROOT, format, values);
        System.err.println(note);
        table.failure(note);
    }

    private static String millis(Latencies latencies, double percentile) {
        return latencies.count() == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%,.1f", latencies.percentile(percentile) / MICROS_A_MILLI);
    }

    Table table() {
        return table;
    }
}

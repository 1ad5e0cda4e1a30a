package dev.astir.benchmarks.faults;

import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.load.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The table of all outages, a column each. Not safe for use by several threads. */
final class OutageReport {

    /**
     * What became of the activity logs.
     *
     * @param acknowledged batches, until the load ended
     * @param first what was wrong then
     * @param again batches that were not, and were sent again
     * @param storedBefore of these, those that were stored all the same
     * @param last what is wrong in the end
     */
    record Stored(
            int acknowledged,
            Ledger.Findings first,
            int again,
            int storedBefore,
            Ledger.Findings last) {}

    private record Column(
            String title, OutageFigures app, List<OutageFigures> probes, Stored stored) {

        boolean isSound() {
            return app.areSound()
                    && probes.stream().allMatch(probe -> probe.areSound() && probe.told() == 0)
                    && stored.first().areSound()
                    && stored.last().areSound();
        }
    }

    private final Duration away;
    private final List<Column> columns = new ArrayList<>();

    OutageReport(Duration away) {
        this.away = away;
    }

    /**
     * Adds a run.
     *
     * @param probes of the metrics and of liveness
     */
    void add(String title, OutageFigures app, List<OutageFigures> probes, Stored stored) {
        columns.add(new Column(title, app, List.copyOf(probes), stored));
        System.err.println(columns.getLast());
    }

    Table table() {
        List<String> header = new ArrayList<>();
        header.add("database away for %d s".formatted(away.toSeconds()));
        columns.forEach(column -> header.add(column.title()));
        Table table = new Table(header.toArray(String[]::new));
        row(table, "done before", column -> "" + column.app().before());
        row(table, "slowest of them, ms", column -> millis(column.app().slowestBefore()));
        row(table, "503 with `Retry-After`", column -> "" + column.app().told());
        row(table, "other refusals, by status", column -> statuses(column.app().others()));
        row(table, "slowest answer while away, ms", column -> millis(column.app().slowestAway()));
        row(table, "answers after more than 3 s", column -> "" + column.app().late());
        row(table, "first 200 after the return, s", column -> after(column.app().firstDone()));
        row(table, "200 alone from, s", column -> after(column.app().allDone()));
        row(table, "slowest answer after it, ms", column -> millis(column.app().slowestAfter()));
        row(table, "done from the loss on", column -> "" + column.app().done());
        probe(table, "`/metrics`", 0);
        probe(table, "`/health/liveness`", 1);
        row(table, "batches acknowledged", column -> "" + column.stored().acknowledged());
        row(table, "of them lost", column -> "" + column.stored().first().missing());
        row(
                table,
                "sent again; of them stored before",
                column -> column.stored().again() + "; " + column.stored().storedBefore());
        row(
                table,
                "torn or double; sessions miscounted",
                column ->
                        column.stored().last().torn() + "; " + column.stored().last().miscounted());
        columns.stream()
                .filter(column -> !column.isSound())
                .forEach(column -> table.failure(column.title() + ": a bar was missed."));
        return table;
    }

    private void probe(Table table, String name, int number) {
        row(
                table,
                name + ": 200, others; slowest while away, ms",
                column -> {
                    OutageFigures probe = column.probes().get(number);
                    return "%d, %s; %s"
                            .formatted(
                                    probe.before() + probe.done(),
                                    probe.told() == 0 ? statuses(probe.others()) : "503",
                                    millis(probe.slowestAway()));
                });
    }

    private void row(Table table, String label, Function<Column, String> figure) {
        List<String> cells = new ArrayList<>();
        cells.add(label);
        columns.forEach(column -> cells.add(figure.apply(column)));
        table.row(cells.toArray(String[]::new));
    }

    private static String statuses(Map<Integer, Long> statuses) {
        return statuses.isEmpty() ? "0" : statuses.toString();
    }

    private static String after(Duration duration) {
        return duration.equals(OutageFigures.NEVER) ? "never" : Seconds.of(duration);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%,d", duration.toMillis());
    }
}

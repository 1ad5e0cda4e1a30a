package dev.astir.benchmarks.dashboard;

import dev.astir.benchmarks.Quartiles;
import dev.astir.benchmarks.Table;
import java.util.Locale;

/** The figures as a table. Confined to one thread. */
final class Report {
    private static final long BAR_BYTES = 80_000;

    private final Table table =
            new Table(
                    "%d people, all at work".formatted(DashboardBenchmark.PEOPLE),
                    "Astir",
                    "a plain page",
                    "ratio");

    void weights(Weight now, Weight feed, Weight plain) {
        for (Weight.Kind kind : Weight.Kind.values()) {
            row("Now, first load: " + kind.title + ", kB", now.of(kind), plain.of(kind));
        }
        row("all of it, kB", now.total(), plain.total());
        row("files alone, kB", now.files(), plain.files());
        row("files without the font, kB", now.filesWithoutFont(), plain.filesWithoutFont());
        row("over the wire, with headers, kB", now.wire(), plain.wire());
        table.row("requests", "" + now.requests(), "" + plain.requests(), "");
        table.row("Feed, first load: files alone, kB", kilobytes(feed.files()), "", "");
        table.row("files without the font, kB", kilobytes(feed.filesWithoutFont()), "", "");
        table.row("over the wire, with headers, kB", kilobytes(feed.wire()), "", "");
        table.row("requests", "" + feed.requests(), "", "");
        table.note(
                "Bar: the files of a first load have at most %s kB. Now: %s. Feed: %s."
                        .formatted(kilobytes(BAR_BYTES), verdict(now), verdict(feed)));
    }

    private static String verdict(Weight weight) {
        return "with the font %s, without it %s"
                .formatted(
                        weight.files() <= BAR_BYTES ? "met" : "missed",
                        weight.filesWithoutFont() <= BAR_BYTES ? "met" : "missed");
    }

    private void row(String name, long ours, long theirs) {
        String ratio =
                theirs == 0 ? "" : String.format(Locale.ROOT, "%.1f", (double) ours / theirs);
        table.row(name, kilobytes(ours), kilobytes(theirs), ratio);
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e3);
    }

    void times(Loads dashboard, Loads plain) {
        for (Loads.Way way : Loads.Way.values()) {
            Quartiles ours = dashboard.millis(way);
            Quartiles theirs = plain.millis(way);
            table.row(
                    "Now can be used, ms: " + way.title,
                    ours.text(0),
                    theirs.text(0),
                    String.format(Locale.ROOT, "%.1f", ours.median() / theirs.median()));
        }
    }

    /** A table of 5,000 rows. */
    void scrolled(String way, Frames frames) {
        table.row(
                "5,000 rows scrolled, " + way + ": frames' median, 95 %, longest, ms",
                frames.text(),
                "",
                "");
    }

    void memory(String page, Growth growth) {
        Memory before = growth.before();
        Memory after = growth.after();
        String updates =
                String.format(
                        Locale.ROOT,
                        "%s after %,d → %,d updates: ",
                        page,
                        growth.warmUp(),
                        growth.all());
        table.row(
                updates + "heap, MB",
                String.format(
                        Locale.ROOT,
                        "%.2f → %.2f",
                        before.heapBytes() / 1e6,
                        after.heapBytes() / 1e6),
                "",
                "");
        counted(updates + "nodes", before.nodes(), after.nodes());
        counted("of these on no page", before.detached(), after.detached());
        counted("listeners", before.listeners(), after.listeners());
        table.note("%s: %s; in %d s.".formatted(page, growth.counts(), growth.took().toSeconds()));
        if (growth.isThere()) {
            table.failure(page + " grew by more than a tenth.");
        }
    }

    private void counted(String name, long before, long after) {
        table.row(name, String.format(Locale.ROOT, "%,d → %,d", before, after), "", "");
    }

    Table table() {
        return table;
    }
}

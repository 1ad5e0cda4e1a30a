package dev.astir.benchmarks.hostile;

import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.hostile.Flood.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of the floods, with the bars. Not safe for use by several threads. */
final class Report {
    private static final double MOST_KILOBYTES = 1_000;
    private static final double EVENT_MILLIS = 200;
    private static final double READ_MILLIS = 100;
    private static final double ANSWERED_PERCENT = 99;
    private static final double MEGA = 1e6;

    private final Table table =
            new Table(
                    "flood, at -Xmx" + RunningApp.HEAP,
                    "readers at once",
                    "others' events, p99 ms: before, while, after",
                    "others' reads, p99 ms",
                    "others answered: while, after",
                    "live, MB: before, at its end, after",
                    "kB a reader",
                    "resident, MB",
                    "what the readers got",
                    "bars");

    void row(Flood flood, Measured measured) {
        List<String> missed = missed(flood, measured);
        table.row(
                flood.name() + ": " + flood.what(),
                number(measured.outcome().most()),
                "%s, %s, %s"
                        .formatted(
                                millis(measured.before().eventMillis()),
                                millis(measured.during().eventMillis()),
                                millis(measured.after().eventMillis())),
                "%s, %s, %s"
                        .formatted(
                                millis(measured.before().readMillis()),
                                millis(measured.during().readMillis()),
                                millis(measured.after().readMillis())),
                "%s, %s"
                        .formatted(
                                percent(measured.during()),
                                measured.answers() ? percent(measured.after()) : "NO"),
                "%s, %s, %s"
                        .formatted(
                                megabytes(measured.liveBefore()),
                                megabytes(measured.liveHeld()),
                                megabytes(measured.liveAfter())),
                Double.isNaN(measured.kilobytesEach()) ? "?" : number(measured.kilobytesEach()),
                megabytes(measured.resident()),
                got(measured.outcome()),
                missed.isEmpty() ? "met" : "MISSED: " + String.join(", ", missed));
        if (!measured.answers()) {
            table.failure("The app did not answer any more after " + flood.name() + ".");
        }
        if (measured.ranOutOfMemory()) {
            table.failure("The app ran out of memory in " + flood.name() + ".");
        }
    }

    private static List<String> missed(Flood flood, Measured measured) {
        List<String> missed = new ArrayList<>();
        if (measured.during().answeredPercent() < ANSWERED_PERCENT) {
            missed.add("answers while");
        }
        if (!measured.answers() || measured.after().answeredPercent() < ANSWERED_PERCENT) {
            missed.add("answers after");
        }
        if (!(measured.kilobytesEach() < MOST_KILOBYTES)) {
            missed.add("memory");
        }
        if (measured.during().eventMillis() >= EVENT_MILLIS) {
            missed.add("events");
        }
        if (flood.bar() == Bar.READS && measured.during().readMillis() >= READ_MILLIS) {
            missed.add("reads");
        }
        if (flood.bar() == Bar.ENDED && measured.outcome().standing() > 0) {
            missed.add("still there");
        }
        return missed;
    }

    Table table() {
        table.note(
                String.format(
                        Locale.ROOT,
                        "Bars: at least %.0f %% of the other tenant's reads are answered while it"
                                + " lasts and after it; a reader costs less than %.0f kB; the other"
                                + " tenant's events come within %.0f ms; beside sign-ins its reads"
                                + " take less than %.0f ms; heads and bodies that do not end have been"
                                + " ended. Events from when they are due to be"
                                + " published to where they are heard. What failed or did not come"
                                + " counts as %d s. Live: the heap after collections, and buffers"
                                + " outside of it; resident: the highest of the whole process.",
                        ANSWERED_PERCENT,
                        MOST_KILOBYTES,
                        EVENT_MILLIS,
                        READ_MILLIS,
                        Served.LATE.toSeconds()));
        return table;
    }

    private static String got(Assault.Outcome outcome) {
        String answers =
                outcome.answers().entrySet().stream()
                        .map(answer -> answer.getKey() + " × " + number(answer.getValue()))
                        .collect(Collectors.joining("; "));
        double[] ended = outcome.ended();
        String lives =
                ended.length == 0
                        ? "none ended"
                        : "%s ended, median after %s s, the last after %s s"
                                .formatted(
                                        number(ended.length),
                                        decimal(ended[ended.length / 2]),
                                        decimal(ended[ended.length - 1]));
        return "%s MB sent; %s%s%s; %s stand"
                .formatted(
                        megabytes(outcome.sent()),
                        answers,
                        answers.isEmpty() ? "" : "; ",
                        lives,
                        number(outcome.standing()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String millis(double value) {
        if (value >= Served.LATE.toMillis()) {
            return String.format(Locale.ROOT, "%,d+", Served.LATE.toMillis());
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }

    private static String percent(Served served) {
        return String.format(Locale.ROOT, "%.0f %%", Math.floor(served.answeredPercent()));
    }

    private static String megabytes(long bytes) {
        return bytes < 0 ? "?" : String.format(Locale.ROOT, "%.0f", bytes / MEGA);
    }
}

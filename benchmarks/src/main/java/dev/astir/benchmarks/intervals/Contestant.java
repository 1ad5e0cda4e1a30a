package dev.astir.benchmarks.intervals;

import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.PostgresServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One layout, laid down, measured and removed. Not safe for use by several threads. */
final class Contestant {
    private static final int ERASED = 3;
    private static final double BILLION = 1e9;

    private final PostgresServer postgres;
    private final Size size;
    private final Layout layout;
    private final Map<String, String> figures = new LinkedHashMap<>();

    Contestant(PostgresServer postgres, Size size, Layout layout) {
        this.postgres = postgres;
        this.size = size;
        this.layout = layout;
    }

    /** The figures by what they tell, in the order of a table. */
    Map<String, String> measure() throws Exception {
        layout.install(postgres);
        long start = System.nanoTime();
        Filling.run(postgres, size);
        say("laid down in %.0f s", (System.nanoTime() - start) / 1e9);
        footprint();
        try (Tenant tenant = new Tenant(postgres.dataSource())) {
            read(new Reading(tenant, size));
            insert();
            figure(
                    "rows with those inserted, million",
                    "%.1f",
                    postgres.number("SELECT count(*) FROM intervals") / 1e6);
            remove(new Removal(tenant));
        }
        start = System.nanoTime();
        postgres.execute("VACUUM intervals");
        figure("vacuum after these removals, s", "%.1f", (System.nanoTime() - start) / 1e9);
        rebuild();
        return figures;
    }

    private void footprint() throws Exception {
        Footprint bytes = Footprint.of(postgres);
        double rows = size.rows();
        long counted = postgres.number("SELECT count(*) FROM intervals");
        if (counted != size.rows()) {
            throw new IllegalStateException(counted + " rows were laid down");
        }
        figure("bytes a row: heap", "%.0f", bytes.heap() / rows);
        figure("primary key", "%.0f", bytes.key() / rows);
        figure("person index", "%.0f", bytes.personIndex() / rows);
        figure("a billion rows, by arithmetic, GB", "%.0f", bytes.all() / rows * BILLION / 1e9);
    }

    /** Batches of many sources come between each other in the keys, and leave pages half full. */
    private void rebuild() throws Exception {
        postgres.execute("REINDEX TABLE intervals");
        Footprint bytes = Footprint.of(postgres);
        double rows = postgres.number("SELECT count(*) FROM intervals");
        figure("primary key when rebuilt, bytes a row", "%.0f", bytes.key() / rows);
        figure("person index when rebuilt, bytes a row", "%.0f", bytes.personIndex() / rows);
    }

    private void read(Reading reading) throws Exception {
        Latencies days = reading.days();
        figure(
                "a person's day: median, p99, ms",
                "%.1f, %.1f",
                days.percentile(50) / 1000,
                days.percentile(99) / 1000);
        List<Person> everybody = size.everybody();
        for (Person one :
                List.of(
                        everybody.get(0),
                        everybody.get(size.big()),
                        everybody.get(size.big() + size.small()))) {
            long people =
                    everybody.stream()
                            .filter(each -> each.organizationId().equals(one.organizationId()))
                            .count();
            Reading.Month month = reading.month(one);
            figure(
                    String.format(
                            Locale.ROOT,
                            "an organization's month, %d people, %,d rows, ms",
                            people,
                            month.rows()),
                    "%.1f",
                    month.millis());
        }
    }

    private void insert() throws Exception {
        Map<String, List<Double>> rates = new TreeMap<>(); // the new, then the resent
        try (Intake intake = new Intake(postgres, size)) {
            Marks.NONE.install(postgres);
            intake.resent(Marks.NONE, intake.fresh(Marks.NONE, false)); // warms up
            for (int round = 0; round < size.rounds(); round++) {
                for (Marks marks : Marks.values()) {
                    marks.install(postgres);
                    Intake.Run fresh = intake.fresh(marks, false);
                    long marked = postgres.number("SELECT count(*) FROM day_marks");
                    Intake.Run resent = intake.resent(marks, fresh);
                    check(marks, marked);
                    add(rates, "new rows, " + marks.title, fresh);
                    add(rates, "resent rows, " + marks.title, resent);
                }
                // With the triggers of the last, which looks zones up.
                add(
                        rates,
                        "new rows with random ids, zone looked up",
                        intake.fresh(Marks.LOOKED_UP, true));
            }
            figures.put(
                    "rows stored twice by a resend after another skew",
                    intake.doubledBySkew() + " of " + Batch.ROWS);
        }
        rates.forEach((name, each) ->
                figure(
                        name + ", rows/s",
                        "%,.0f (%,.0f–%,.0f)",
                        Reading.median(each),
                        Collections.min(each),
                        Collections.max(each)));
    }

    /** New rows mark their days, and rows that are resent mark none. */
    private void check(Marks marks, long marked) throws Exception {
        long now = postgres.number("SELECT count(*) FROM day_marks");
        if (marked > 0 != (marks != Marks.NONE) || now != marked) {
            throw new IllegalStateException(marks + ": " + marked + " marks, then " + now);
        }
    }

    private static void add(Map<String, List<Double>> rates, String name, Intake.Run run) {
        rates.computeIfAbsent(name, any -> new ArrayList<>()).add(run.rowsASecond());
    }

    private void remove(Removal removal) throws Exception {
        List<Person> people = size.everybody();
        List<Double> millis = new ArrayList<>();
        long rows = 0;
        for (Person person : people.subList(0, ERASED)) {
            Removal.Removed removed = removal.erase(person);
            millis.add(removed.millis());
            rows += removed.rows();
        }
        figure(
                "erasure of a person, ms",
                "%,.0f (%,d rows)",
                Reading.median(millis),
                rows / ERASED);
        Removal.Removed removed = removal.retain(people);
        figure(
                "retention, 5,000 a step, rows/s",
                "%,.0f",
                removed.rows() / removed.millis() * 1000);
        figure("its longest step, ms", "%.0f", removed.longest());
        long left =
                postgres.number(
                        "SELECT count(*) FROM intervals WHERE started_at < '2025-02-01 00:00Z'"
                                + " OR person_id = '%s'".formatted(people.get(0).id()));
        if (left > 0 || removed.rows() == 0) {
            throw new IllegalStateException(left + " rows were left");
        }
    }

    private void figure(String name, String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        figures.put(name, text);
        say("%s: %s", name, text);
    }

    /** For who waits for half an hour. */
    private void say(String format, Object... values) {
        System.err.println(layout.title + ": " + String.format(Locale.ROOT, format, values));
    }
}

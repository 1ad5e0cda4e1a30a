package dev.astir.benchmarks.reports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.benchmarks.Api;
import dev.astir.benchmarks.AppServer;
import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How long reports over a year of a hundred people take: the packaged app over HTTP, and beside it
 * the same question asked of the intervals themselves, in the same PostgreSQL. The two must agree
 * on the active time. Before that, the app computes all days of the year from the intervals; how
 * long that takes is told as well.
 */
public final class ReportsBenchmark {

    private static final int PEOPLE = Settings.number("reports.people", 100);
    private static final int DAYS = Settings.number("reports.days", 260);
    private static final int ROUNDS = Settings.number("reports.rounds", 30);
    private static final int RAW_ROUNDS = Settings.number("reports.raw-rounds", 3);
    private static final int WARM_UP = 5;

    /** As the product sets its own PostgreSQL, with the memory that the other tables here have. */
    private static final Map<String, String> SETTINGS =
            Map.of("shared_buffers", "512MB", "random_page_cost", "1.1");

    private ReportsBenchmark() {}

    /** Measures on a server of its own, which is removed. */
    public static Table compare() throws Exception {
        LocalDate first = LocalDate.now().withDayOfMonth(1).minusYears(1);
        try (PostgresServer postgres = new PostgresServer(SETTINGS)) {
            return compare(postgres, new Year(PEOPLE, first, DAYS));
        }
    }

    private static Table compare(PostgresServer postgres, Year year) throws Exception {
        try (AppServer app = new AppServer(postgres)) {
            year.found(app.uri(), postgres);
        }
        year.record(postgres);
        try (AppServer app = new AppServer(postgres)) {
            double seconds = compute(postgres);
            Table table =
                    new Table(
                            String.format(Locale.ROOT, "%,d intervals", year.spans()),
                            "app over HTTP: median, ms",
                            "p99, ms",
                            "bar, ms",
                            "raw intervals, ms",
                            "ratio");
            Api admin = Api.signIn(app.uri(), Year.EMAIL, Year.PASSWORD);
            UUID organizationId = id(postgres, "SELECT id FROM organizations");
            UUID teamId = id(postgres, "SELECT id FROM teams WHERE name = 'Team 0'");
            try (Raw raw = new Raw(postgres.dataSource(), organizationId)) {
                for (Question question :
                        Question.of(
                                year,
                                ids(postgres, "SELECT string_agg(id::text, ' ') FROM users"),
                                teamId,
                                ids(
                                        postgres,
                                        "SELECT string_agg(id::text, ' ') FROM users"
                                                + " WHERE team_id = '%s'".formatted(teamId)))) {
                    measure(question, admin, raw, table);
                }
            }
            table.note(
                    String.format(
                            Locale.ROOT,
                            "The app computed all %,d days of it in %.0f s, %,d rows of usage.",
                            postgres.number("SELECT count(*) FROM day_totals"),
                            seconds,
                            postgres.number("SELECT count(*) FROM usage_daily")));
            return table;
        }
    }

    /** Waits until the app has computed all days that are marked; in seconds. */
    private static double compute(PostgresServer postgres)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        while (postgres.number("SELECT count(*) FROM (SELECT FROM day_marks LIMIT 1) AS one") > 0) {
            Thread.sleep(Duration.ofMillis(500));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        postgres.execute("VACUUM (ANALYZE)", "CHECKPOINT");
        return seconds;
    }

    private static void measure(Question question, Api admin, Raw raw, Table table)
            throws Exception {
        JsonNode answer = admin.get(question.path());
        Latencies latencies = new Latencies();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            long start = System.nanoTime();
            answer = admin.get(question.path());
            if (i >= WARM_UP) {
                latencies.add(System.nanoTime() - start);
            }
        }
        double active = 0;
        Latencies rawLatencies = new Latencies();
        for (int i = 0; i <= RAW_ROUNDS; i++) {
            long start = System.nanoTime();
            active = raw.ask(question);
            if (i > 0) { // the first brings the pages into memory
                rawLatencies.add(System.nanoTime() - start);
            }
        }
        double median = latencies.percentile(50) / 1_000;
        double rawMedian = rawLatencies.percentile(50) / 1_000;
        table.row(
                question.title(),
                String.format(Locale.ROOT, "%.0f", median),
                String.format(Locale.ROOT, "%.0f", latencies.percentile(99) / 1_000),
                question.barMillis() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%,d: %s",
                                question.barMillis(),
                                median < question.barMillis() ? "met" : "missed"),
                String.format(Locale.ROOT, "%,.0f", rawMedian),
                String.format(Locale.ROOT, "%.0f ×", rawMedian / median));
        long told = Math.round(active);
        long answered = seconds(answer);
        if (told != answered) {
            table.failure(
                    "%s: the app answers %d active seconds, its intervals have %d"
                            .formatted(question.title(), answered, told));
        }
    }

    private static long seconds(JsonNode answer) {
        return answer.path("totals").path("activeSeconds").isMissingNode()
                ? answer.required("activeSeconds").asLong()
                : answer.path("totals").path("activeSeconds").asLong();
    }

    private static UUID id(PostgresServer postgres, String sql) throws SQLException {
        return UUID.fromString(postgres.text(sql));
    }

    private static List<UUID> ids(PostgresServer postgres, String sql) throws SQLException {
        return Stream.of(postgres.text(sql).split(" ")).map(UUID::fromString).toList();
    }
}

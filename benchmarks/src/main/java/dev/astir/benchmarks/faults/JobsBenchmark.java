package dev.astir.benchmarks.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.benchmarks.Api;
import dev.astir.benchmarks.AppServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.Workforce;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The app's jobs on two nodes, one of which is killed by signal 9 again and again, and started
 * anew: whether a run ever begins while another of the same job goes on, whether what was cut is
 * taken over, and when. A run must be long to be hit, so {@code summaries} has many days to compare
 * and is asked for whenever it does not run; the others come when they are due.
 */
public final class JobsBenchmark {
    private static final Duration RUN = Duration.ofSeconds(Settings.seconds("jobs.seconds", 600));
    private static final int EVERY_SECONDS = Settings.number("jobs.kill.seconds", 40);
    private static final int SEED = Settings.number("jobs.seed", 1);
    private static final int ORGANIZATIONS = Settings.number("jobs.organizations", 40);

    /** Of each; a hundred days of each organization are compared in a run. */
    private static final int PEOPLE = Settings.number("jobs.people", 100);

    private static final int NODES = 2;
    private static final String LONG = "summaries";

    /** The longest until a run of a node that is gone is found, and some to begin the next. */
    private static final Duration TAKEOVER = Duration.ofSeconds(65);

    private static final Duration LAST = TAKEOVER.plusSeconds(15);

    private final Nodes nodes;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Kill> kills = new ArrayList<>();

    private JobsBenchmark(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Runs it, with the package in {@code example-app/target}. */
    public static Table compare() throws Exception {
        try (Nodes nodes = Nodes.start(NODES, "")) {
            new Workforce(ORGANIZATIONS, PEOPLE)
                    .settle(nodes.uri(), nodes.database(), ORGANIZATIONS);
            RunLog.install(nodes.database());
            return new JobsBenchmark(nodes).run();
        }
    }

    private Table run() throws Exception {
        Map<String, String> intervals;
        long end = System.nanoTime() + RUN.toNanos();
        try (Asker asker = new Asker(Workforce.administrator(nodes.uri()), LONG)) {
            intervals = intervals(Workforce.administrator(nodes.uri()));
            int node = random.nextInt(NODES);
            // The last one is to be taken over before the end.
            while (end - System.nanoTime() > LAST.plusSeconds(EVERY_SECONDS).toNanos()) {
                Thread.sleep(pause());
                asker.ask(nodes.apps().get(1 - node).uri());
                kills.add(new Kill(nodes.apps().get(node).pid(), nodes.kill(node)));
                System.err.println("killed " + kills.getLast());
                AppServer app = nodes.startAgain(node);
                asker.ask(Workforce.administrator(app.uri()));
                node = random.nextInt(NODES);
            }
            Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        nodes.closeApps();
        return report(RunLog.read(nodes.database()), intervals);
    }

    /** Around the time that is asked for, so that kills do not keep step with jobs. */
    private Duration pause() {
        return Duration.ofMillis(random.nextLong(EVERY_SECONDS * 750L, EVERY_SECONDS * 1_250L + 1));
    }

    /** How long after a run's end the next is due, of each job. */
    private static Map<String, String> intervals(Api api) throws IOException, InterruptedException {
        Map<String, String> intervals = new LinkedHashMap<>();
        for (JsonNode job : api.get("/api/jobs").get("items")) {
            String name = job.get("name").asText();
            JsonNode every = job.at("/schedule/everySeconds");
            intervals.put(
                    name,
                    name.equals(LONG)
                            ? "asked for"
                            : every.isNumber()
                                    ? every.asText()
                                    : "daily, " + job.at("/schedule/dailyAt").asText());
        }
        return intervals;
    }

    private Table report(List<Run> all, Map<String, String> intervals) {
        Table table =
                new Table(
                        "job",
                        "runs",
                        "failed",
                        "cut by a kill",
                        "the next began after, s",
                        "overlaps",
                        "done twice",
                        "longest gap, s",
                        "interval, s");
        for (Map.Entry<String, String> interval : intervals.entrySet()) {
            String job = interval.getKey();
            RunsOfJob runs =
                    RunsOfJob.of(all.stream().filter(run -> run.job().equals(job)).toList(), kills);
            table.row(
                    job,
                    Integer.toString(runs.runs()),
                    Integer.toString(runs.failures()),
                    Integer.toString(runs.killed()),
                    Seconds.span(runs.takeovers()),
                    Integer.toString(runs.overlaps()),
                    Integer.toString(runs.twice()),
                    runs.runs() < 2 ? "" : Seconds.of(runs.longestGap()),
                    interval.getValue());
            judge(table, job, runs);
        }
        table.note(
                "%d runs in %d s, %d kills (seed %d), %d runs of nodes that were told to end."
                        .formatted(
                                all.size(),
                                RUN.toSeconds(),
                                kills.size(),
                                SEED,
                                all.stream()
                                        .filter(run -> run.outcome() == Run.Outcome.STOPPED)
                                        .count()));
        return table;
    }

    private static void judge(Table table, String job, RunsOfJob runs) {
        if (runs.overlaps() > 0 || runs.twice() > 0 || runs.livingTakenOver() > 0) {
            table.failure(
                    "%s: %d overlaps, %d done twice, %d taken over from a node that lived."
                            .formatted(job, runs.overlaps(), runs.twice(), runs.livingTakenOver()));
        }
        if (runs.waiting() > 0) {
            table.failure("%s: %d were not taken over.".formatted(job, runs.waiting()));
        }
        runs.takeovers().stream()
                .filter(after -> after.compareTo(LAST) > 0)
                .forEach(after ->
                        table.failure(
                                "%s: taken over after %s s.".formatted(job, Seconds.of(after))));
    }
}

package dev.astir.benchmarks.watching;

import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.load.Loop;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.OpenLoop;
import dev.astir.benchmarks.load.Questions;
import dev.astir.benchmarks.load.Workforce;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What administrators' dashboards ask of the API, at a constant rate, while activity logs come in
 * for all organizations. Those who are read have a day that is recorded, and a feed.
 */
final class Reads {
    private static final String TITLE = "API reads while logs come in";
    private static final int CONNECTIONS = 32;
    private static final int EVENTS = 500;
    private static final double BAR_MICROS = 50_000;
    private static final double PERCENTILE = 99;
    private static final double MICROS_A_MILLI = 1_000;

    private final List<Counted> counted = new ArrayList<>();
    private final OpenLoop load;

    private Reads(Loop loop, Nodes nodes, Workforce workforce) {
        Questions questions = new Questions(workforce, Sizes.READ_ORGANIZATIONS);
        load =
                new OpenLoop(
                        loop,
                        nodes.ports(),
                        CONNECTIONS,
                        Sizes.READS,
                        questions::request,
                        (number, answer) -> counted.get(Questions.route(number)).answered(answer));
        reset();
    }

    static void measure(Report report, int nodeCount) throws Exception {
        Workforce workforce = new Workforce(Sizes.ORGANIZATIONS, Sizes.PEOPLE);
        try (Nodes nodes = Nodes.start(nodeCount, "");
                Loop loop = new Loop()) {
            workforce.settle(
                    nodes.uri(),
                    nodes.database(),
                    Math.min(Sizes.READ_ORGANIZATIONS, Sizes.ORGANIZATIONS));
            publish(nodes);
            PostedLogs logs =
                    new PostedLogs(
                            loop,
                            nodes.ports(),
                            workforce,
                            PostedLogs.Intake.API,
                            Sizes.LOGS_BESIDE);
            Reads reads = new Reads(loop, nodes, workforce);
            try (Meter meter = new Meter(nodes)) {
                logs.start();
                reads.load.start();
                Thread.sleep(Sizes.WARM_UP);
                meter.begin();
                Counted unused = logs.take(loop);
                List<Counted> warm = reads.take(loop);
                Thread.sleep(Sizes.RUN);
                List<Counted> read = reads.take(loop);
                Counted posted = logs.take(loop);
                Used used = meter.end();
                reads.load.end();
                logs.stop();
                report(report, nodeCount, read, posted, used);
            }
        }
    }

    /** A feed for each organization that is read. */
    private static void publish(Nodes nodes) {
        try (ActivityStream stream = ActivityStream.of(nodes.database().dataSource())) {
            for (int i = 0; i < Sizes.READ_ORGANIZATIONS; i++) {
                String feed = Workforce.organization(i).toString();
                for (int event = 0; event < EVENTS; event++) {
                    var stored =
                            stream.publish(
                                    feed,
                                    ActivityEvent.builder("note.written")
                                            .message("Note " + event)
                                            .build());
                    if (event == EVENTS - 1) {
                        var unused = stored.join();
                    }
                }
            }
        }
    }

    private static void report(
            Report report, int nodeCount, List<Counted> read, Counted posted, Used used) {
        Latencies all = new Latencies();
        for (int i = 0; i < read.size(); i++) {
            Latencies one = read.get(i).latencies();
            all.add(one);
            report.note(
                    "%s, %d: %s: p50 %.1f ms, p99 %.1f ms.",
                    TITLE,
                    nodeCount,
                    Questions.ROUTES.get(i).formatted("{id}", "{today}"),
                    one.percentile(50) / MICROS_A_MILLI,
                    one.percentile(PERCENTILE) / MICROS_A_MILLI);
            if (!read.get(i).refused().isEmpty()) {
                report.failure(
                        "%s: %s was refused: %s",
                        TITLE, Questions.ROUTES.get(i), read.get(i).refused());
            }
        }
        double logs = (double) posted.done() * Sizes.BATCH * 60 / Sizes.RUN.toSeconds();
        double reads = (double) all.count() / Sizes.RUN.toSeconds();
        boolean isReached = logs >= 0.99 * Sizes.LOGS_BESIDE && reads >= 0.99 * Sizes.READS;
        report.add(
                new Report.Row(
                        TITLE,
                        nodeCount,
                        "%d a second, %,d logs a minute".formatted(Sizes.READS, Sizes.LOGS_BESIDE),
                        String.format(
                                Locale.ROOT, "%.1f a second, %,.0f logs a minute", reads, logs),
                        all,
                        "p99 50 ms: "
                                + (isReached && all.percentile(PERCENTILE) < BAR_MICROS
                                        ? "met"
                                        : "missed"),
                        used,
                        all.count(),
                        "read",
                        isReached));
    }

    private List<Counted> take(Loop loop) throws InterruptedException {
        return loop.ask(() -> {
            List<Counted> taken = List.copyOf(counted);
            reset();
            return taken;
        });
    }

    private void reset() {
        counted.clear();
        Questions.ROUTES.forEach(route -> counted.add(new Counted()));
    }
}

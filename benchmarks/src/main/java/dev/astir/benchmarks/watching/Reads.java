package dev.astir.benchmarks.watching;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.hostile.Requests;
import dev.astir.benchmarks.load.Loop;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.OpenLoop;
import dev.astir.benchmarks.load.Workforce;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import java.time.LocalDate;
import java.time.ZoneId;
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

    /** What is asked by turns, of the organization's %1$s person, of today, %2$s. */
    private static final List<String> ROUTES =
            List.of(
                    "/api/presence",
                    "/api/activities?limit=50",
                    "/api/timeline?date=%2$s&userId=%1$s",
                    "/api/sessions?userId=%1$s",
                    "/api/sessions/active",
                    "/api/reports/daily?date=%2$s&userId=%1$s",
                    "/api/auth/me",
                    "/api/activities/stats?bucket=hour");

    private final Workforce workforce;
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
    private final List<Counted> counted = new ArrayList<>();
    private final OpenLoop load;

    private Reads(Loop loop, Nodes nodes, Workforce workforce) {
        this.workforce = workforce;
        load =
                new OpenLoop(
                        loop,
                        nodes.ports(),
                        CONNECTIONS,
                        Sizes.READS,
                        this::request,
                        (number, status, nanos) ->
                                counted.get(route(number)).answered(status, nanos));
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
                    ROUTES.get(i).formatted("{id}", "{today}"),
                    one.percentile(50) / MICROS_A_MILLI,
                    one.percentile(PERCENTILE) / MICROS_A_MILLI);
            if (!read.get(i).refused().isEmpty()) {
                report.failure(
                        "%s: %s was refused: %s", TITLE, ROUTES.get(i), read.get(i).refused());
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

    private static int route(long number) {
        return (int) (number % ROUTES.size());
    }

    private byte[] request(long number) {
        long turn = number / ROUTES.size();
        int organization = (int) (turn % Sizes.READ_ORGANIZATIONS);
        int administrator = workforce.administrator(organization);
        int person = administrator + (int) (turn * 7 % workforce.people());
        return Requests.get(
                        ROUTES.get(route(number)).formatted(Workforce.person(person), today),
                        Workforce.token(administrator))
                .text()
                .getBytes(US_ASCII);
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
        ROUTES.forEach(route -> counted.add(new Counted()));
    }
}

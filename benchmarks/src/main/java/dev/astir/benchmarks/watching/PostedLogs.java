package dev.astir.benchmarks.watching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.hostile.Requests;
import dev.astir.benchmarks.load.ActivityLogs;
import dev.astir.benchmarks.load.Ledger;
import dev.astir.benchmarks.load.Loop;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.OpenLoop;
import dev.astir.benchmarks.load.Workforce;
import dev.astir.protocol.MessageCodec;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Activity logs in batches over HTTP, from the people of all organizations by turns. In the end all
 * nodes and PostgreSQL are killed in the midst of it, and what was acknowledged must be there.
 */
final class PostedLogs {
    private static final int CONNECTIONS = 64;
    private static final double KEPT_UP = 0.99;
    private static final int MINUTE = 60;

    /** By which way they come. */
    enum Intake {
        API("activity logs, POST /api/activity/batch"),
        AGENT("agents' spans, POST /api/agent/batch");

        private final String title;

        Intake(String title) {
            this.title = title;
        }
    }

    private final Workforce workforce;
    private final Intake intake;
    private final int seconds;
    private final Ledger ledger = new Ledger(Sizes.BATCH);
    private final OpenLoop load;

    // Both of the loop's thread.
    private Counted counted = new Counted();

    /**
     * Sends nothing yet.
     *
     * @param logs a minute
     */
    PostedLogs(Loop loop, List<Integer> ports, Workforce workforce, Intake intake, int logs) {
        this.workforce = workforce;
        this.intake = intake;
        // A person's batches follow each other.
        this.seconds = Math.max(1, (int) ((long) workforce.all() * MINUTE / logs));
        load =
                new OpenLoop(
                        loop,
                        ports,
                        CONNECTIONS,
                        (double) logs / MINUTE / Sizes.BATCH,
                        this::request,
                        this::answered);
    }

    static void measure(Report report, int nodeCount, Intake intake) throws Exception {
        Workforce workforce = new Workforce(Sizes.ORGANIZATIONS, Sizes.PEOPLE);
        try (Nodes nodes = Nodes.start(nodeCount, "");
                Loop loop = new Loop()) {
            workforce.settle(nodes.uri(), nodes.database(), 0);
            PostedLogs logs = new PostedLogs(loop, nodes.ports(), workforce, intake, Sizes.LOGS);
            Counted counted;
            Used used;
            try (Meter meter = new Meter(nodes)) {
                logs.start();
                Thread.sleep(Sizes.WARM_UP);
                meter.begin();
                Counted unused = logs.take(loop);
                Thread.sleep(Sizes.RUN);
                counted = logs.take(loop);
                used = meter.end();
            }
            long rows = counted.done() * Sizes.BATCH;
            double reached = (double) rows * MINUTE / Sizes.RUN.toSeconds();
            boolean isReached = reached >= KEPT_UP * Sizes.LOGS;
            report.add(
                    new Report.Row(
                            intake.title,
                            nodeCount,
                            String.format(Locale.ROOT, "%,d a minute", Sizes.LOGS),
                            String.format(Locale.ROOT, "%,.0f a minute", reached),
                            counted.latencies(),
                            isReached ? "met" : "missed",
                            used,
                            rows,
                            "log",
                            isReached));
            if (!counted.refused().isEmpty()) {
                report.failure("%s: refused %s", intake.title, counted.refused());
            }
            nodes.crash();
            logs.stop();
            logs.report(report, nodeCount, nodes.database());
        }
    }

    void start() throws InterruptedException {
        load.start();
    }

    /** What was answered since the last call. */
    Counted take(Loop loop) throws InterruptedException {
        return loop.ask(() -> {
            Counted taken = counted;
            counted = new Counted();
            return taken;
        });
    }

    void stop() throws InterruptedException {
        load.stop();
    }

    /** Compares with what is stored. */
    private void report(Report report, int nodeCount, PostgresServer database) throws SQLException {
        Ledger.Findings findings = ledger.compare(database);
        String text =
                String.format(
                        Locale.ROOT,
                        "%s, %d: nodes and PostgreSQL killed under load; of %,d acknowledged"
                                + " batches %d are missing, %d are torn, and %d sessions are"
                                + " miscounted; %,d are stored.",
                        intake.title,
                        nodeCount,
                        ledger.acknowledged(),
                        findings.missing(),
                        findings.torn(),
                        findings.miscounted(),
                        findings.stored());
        if (findings.areSound() && ledger.acknowledged() > 0) {
            report.note("%s", text);
        } else {
            report.failure("%s", text);
        }
    }

    /** Whose batch it is: of one organization after the other. */
    private int person(long batch) {
        int turn = (int) (batch % workforce.all());
        return turn % workforce.organizations() * workforce.people()
                + turn / workforce.organizations();
    }

    private byte[] request(long batch) {
        int person = person(batch);
        Requests request =
                switch (intake) {
                    case API ->
                            Requests.post(
                                    "/api/activity/batch",
                                    Workforce.token(person),
                                    ActivityLogs.posted(
                                            batch,
                                            Sizes.BATCH,
                                            Workforce.session(person),
                                            Instant.now(),
                                            seconds));
                    case AGENT ->
                            Requests.post(
                                    "/api/agent/batch",
                                    Workforce.agentKey(person),
                                    MessageCodec.json()
                                            .encodeText(
                                                    ActivityLogs.captured(
                                                            batch,
                                                            Sizes.BATCH,
                                                            Instant.now(),
                                                            seconds)));
                };
        return request.text().getBytes(UTF_8);
    }

    private void answered(long batch, OpenLoop.Answer answer) {
        if (counted.answered(answer)) {
            ledger.acknowledge(batch);
        }
    }
}

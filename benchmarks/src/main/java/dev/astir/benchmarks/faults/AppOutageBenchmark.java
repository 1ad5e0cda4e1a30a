package dev.astir.benchmarks.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.hostile.Requests;
import dev.astir.benchmarks.load.Ledger;
import dev.astir.benchmarks.load.Loop;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.OpenLoop;
import dev.astir.benchmarks.load.OpenLoop.Answer;
import dev.astir.benchmarks.load.OpenLoop.Answers;
import dev.astir.benchmarks.load.Questions;
import dev.astir.benchmarks.load.Workforce;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Reads and activity logs at a constant rate while the database goes away under them and comes
 * back: what each request is told, and how soon all goes on. Once PostgreSQL hangs (SIGSTOP, all of
 * its processes), once it is shut down as by a crash; with one node, and with two.
 */
public final class AppOutageBenchmark {
    /**
     * A node that just began is slow with its first requests, whether it has its database or not.
     */
    private static final Duration WARM_UP =
            Duration.ofSeconds(Settings.seconds("app-outage.warmup.seconds", 30));

    private static final Duration BEFORE =
            Duration.ofSeconds(Settings.seconds("app-outage.before.seconds", 30));
    private static final Duration AWAY =
            Duration.ofSeconds(Settings.seconds("app-outage.seconds", 60));
    private static final Duration AFTER =
            Duration.ofSeconds(Settings.seconds("app-outage.after.seconds", 30));
    private static final int READS = Settings.number("app-outage.reads", 40);
    private static final int POSTS = Settings.number("app-outage.posts", 10);
    private static final int PROBES = 4;
    private static final int ORGANIZATIONS = 4;
    private static final int PEOPLE = 25;

    /** So many that none has to wait for another while the database is waited for. */
    private static final int CONNECTIONS = 256;

    /** Within so long each is told, by the documents, after the loss or at once. */
    private static final Duration BAR = Duration.ofSeconds(3);

    private static final List<String> PROBED = List.of("/metrics", "/health/liveness");
    private static final int OK = 200;

    /** How the database goes away and comes back, the latter told by its nanosecond. */
    private enum Way {
        HANGS {
            @Override
            void take(PostgresServer database) throws IOException, InterruptedException {
                database.tree().signal("STOP");
            }

            @Override
            long giveBack(PostgresServer database) throws IOException, InterruptedException {
                database.tree().signal("CONT");
                return System.nanoTime();
            }
        },
        CRASHES {
            @Override
            void take(PostgresServer database) throws IOException, InterruptedException {
                database.crash();
            }

            @Override
            long giveBack(PostgresServer database) throws IOException {
                return database.recover();
            }
        };

        abstract void take(PostgresServer database) throws IOException, InterruptedException;

        abstract long giveBack(PostgresServer database) throws IOException, InterruptedException;
    }

    private AppOutageBenchmark() {}

    /** Runs it, with the package in {@code example-app/target}. */
    public static Table compare() throws Exception {
        OutageReport report = new OutageReport(AWAY);
        for (int nodes : List.of(1, 2)) {
            for (Way way : Way.values()) {
                String title = (way == Way.HANGS ? "hangs" : "crashes") + ", nodes: " + nodes;
                System.err.println(title);
                measure(report, title, nodes, way);
            }
        }
        return report.table();
    }

    private static void measure(OutageReport report, String title, int count, Way way)
            throws Exception {
        Workforce workforce = new Workforce(ORGANIZATIONS, PEOPLE);
        try (Nodes nodes = Nodes.start(count, "");
                Loop loop = new Loop()) {
            PostgresServer database = nodes.database();
            workforce.settle(nodes.uri(), database, ORGANIZATIONS);
            List<Answer> answers = new ArrayList<>();
            AtomicLong warm = new AtomicLong(Long.MAX_VALUE);
            List<List<Answer>> probed = List.of(new ArrayList<>(), new ArrayList<>());
            Posts posts = new Posts(workforce, POSTS);
            Questions questions = new Questions(workforce, ORGANIZATIONS);
            List<OpenLoop> loads =
                    List.of(
                            load(
                                    loop,
                                    nodes,
                                    READS,
                                    questions::request,
                                    (number, answer) -> {
                                        answers.add(answer);
                                        tellIfLate(
                                                warm.get(),
                                                Questions.ROUTES.get(Questions.route(number)),
                                                answer);
                                    }),
                            load(
                                    loop,
                                    nodes,
                                    POSTS,
                                    posts::request,
                                    (number, answer) -> {
                                        answers.add(answer);
                                        tellIfLate(warm.get(), "a batch", answer);
                                        if (answer.status() == OK) {
                                            posts.acknowledged(number);
                                        }
                                    }),
                            load(
                                    loop,
                                    nodes,
                                    PROBES,
                                    number -> probe(number / count),
                                    (number, answer) ->
                                            probed.get(probeOf(number / count)).add(answer)));
            for (OpenLoop load : loads) {
                load.start();
            }
            Thread.sleep(WARM_UP);
            warm.set(System.nanoTime());
            Thread.sleep(BEFORE);
            long gone = System.nanoTime();
            way.take(database);
            Thread.sleep(AWAY);
            long back = way.giveBack(database);
            Thread.sleep(AFTER);
            for (OpenLoop load : loads) {
                load.end();
            }
            Stream.concat(Stream.of(answers), probed.stream())
                    .forEach(each -> each.removeIf(answer -> answer.due() - warm.get() < 0));
            Ledger.Findings lost = posts.compare(database);
            int acknowledged = posts.acknowledged();
            int again = posts.unacknowledged();
            int stored = posts.sendAgain(nodes.uri());
            report.add(
                    title,
                    OutageFigures.of(answers, gone, back, BAR),
                    probed.stream().map(each -> OutageFigures.of(each, gone, back, BAR)).toList(),
                    new OutageReport.Stored(
                            acknowledged, lost, again, stored, posts.compare(database)));
        }
    }

    private static OpenLoop load(
            Loop loop, Nodes nodes, int rate, OpenLoop.Requests requests, Answers answers) {
        return new OpenLoop(loop, nodes.ports(), CONNECTIONS, rate, requests, answers);
    }

    /** Which it was; of those that were due since the nodes are warm. */
    private static void tellIfLate(long warm, String what, Answer answer) {
        if (answer.nanos() > BAR.toNanos() && answer.due() >= warm) {
            System.err.printf(
                    "%s was answered %d after %s s%n",
                    what, answer.status(), Seconds.of(Duration.ofNanos(answer.nanos())));
        }
    }

    private static int probeOf(long number) {
        return (int) (number % PROBED.size());
    }

    private static byte[] probe(long number) {
        return Requests.get(PROBED.get(probeOf(number)), "").text().getBytes(US_ASCII);
    }
}

package dev.astir.benchmarks.watching;

import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.RunningJava;
import dev.astir.benchmarks.load.ActivityLogs;
import dev.astir.benchmarks.load.Ledger;
import dev.astir.benchmarks.load.Loop;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.Pace;
import dev.astir.benchmarks.load.Workforce;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.ServerMessage.Ack;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Agents that are all connected, each of which tells once a minute what is in front, and sends what
 * it has recorded since. Not safe for use by several threads.
 */
final class ConnectedAgents implements AutoCloseable {
    private static final int TOGETHER = 100;
    private static final int MINUTE = 60;
    private static final int PATIENCE_SECONDS = 30;
    private static final int POLL_MILLIS = 100;
    private static final int APPS = 30;
    private static final double KILO = 1_000;
    private static final double KEPT_UP = 0.99;
    private static final long NOTHING = Long.MIN_VALUE;

    private final Loop loop = new Loop();
    private final int spans;
    private final Ledger ledger;
    private final Agents agents;
    private final Pace pace;

    /** When the batch of each was due that it waits for. */
    private final long[] due;

    private final long[] batch;

    /**
     * Until when each has told what was recorded: the next begins there, as a real agent's does.
     */
    private final Instant[] told;

    // All of the loop's thread.
    private Latencies latencies = new Latencies();
    private long sent;
    private long skipped;
    private long refused;

    private ConnectedAgents(Nodes nodes, int count, int spans) {
        this.spans = spans;
        ledger = new Ledger(spans);
        due = new long[count];
        Arrays.fill(due, NOTHING);
        batch = new long[count];
        told = new Instant[count];
        agents = new Agents(loop, nodes.ports(), 0, count, TOGETHER, this::acknowledged);
        pace = new Pace(loop, (double) count / MINUTE, this::beat);
    }

    /**
     * Measures.
     *
     * @param spans of the batch of a minute
     */
    static void measure(Report report, int nodeCount, String title, int wanted, int spans)
            throws Exception {
        int count = Sizes.agents(wanted, nodeCount);
        int organizations = Math.min(Sizes.ORGANIZATIONS, count);
        Workforce workforce =
                new Workforce(organizations, (count + organizations - 1) / organizations);
        try (Nodes nodes = Nodes.start(nodeCount, RunningJava.COUNTING_OPTION);
                ConnectedAgents connected = new ConnectedAgents(nodes, count, spans);
                Meter meter = new Meter(nodes)) {
            // It is the middle of a day: what a batch costs may grow with what is recorded already.
            workforce.settle(nodes.uri(), nodes.database(), organizations);
            // Nobody asks for these days, and computing them is none of the agents' load.
            nodes.database().execute("TRUNCATE day_marks");
            long liveBefore = meter.liveBytes();
            long residentBefore = meter.residentBytes();
            meter.begin();
            Duration time = connected.agents.connect();
            Used connecting = meter.end();
            report.note(
                    "%s, %d: %,d connected and greeted in %.1f s, with %s µs of processor (app +"
                            + " PostgreSQL + load) each.",
                    title, nodeCount, count, time.toMillis() / KILO, connecting.micros(count));
            connected.pace.start();
            Thread.sleep(Math.max(Sizes.WARM_UP.toMillis(), TimeUnit.MINUTES.toMillis(1)));
            Latencies unused = connected.take();
            meter.begin();
            Thread.sleep(Sizes.RUN);
            Used used = meter.end();
            Latencies answered = connected.take();
            double beats = (double) count * Sizes.RUN.toSeconds() / MINUTE;
            boolean isReached = answered.count() >= KEPT_UP * beats;
            long live = meter.liveBytes() - liveBefore;
            long resident = meter.residentBytes() - residentBefore;
            connected.settle();
            int lost = connected.loop.ask(connected.agents::lost);
            report.add(
                    new Report.Row(
                            title,
                            nodeCount,
                            "%,d, each minute a state and a batch of %d".formatted(wanted, spans),
                            "%,d; %,d answered a minute"
                                    .formatted(
                                            count - lost,
                                            answered.count() * MINUTE / Sizes.RUN.toSeconds()),
                            answered,
                            count == wanted && isReached && lost == 0 ? "met" : "missed",
                            used,
                            answered.count(),
                            "beat",
                            isReached));
            report.note(
                    "%s, %d: %.1f kB of live memory an agent, %.1f kB resident.",
                    title, nodeCount, live / KILO / count, resident / KILO / count);
            if (count < wanted) {
                report.note(
                        "%s, %d: not %,d, since this system lets a process open %,d files.",
                        title, nodeCount, wanted, Sizes.files());
            }
            connected.report(report, title, nodeCount, lost, nodes);
        }
    }

    private void report(Report report, String title, int nodeCount, int lost, Nodes nodes)
            throws Exception {
        long[] counts = loop.ask(() -> new long[] {sent, skipped, refused});
        // Answers may still come: those count that came before the database is asked.
        Ledger known = loop.ask(ledger::copy);
        Ledger.Findings findings = known.compare(nodes.database());
        String text =
                String.format(
                        Locale.ROOT,
                        "%s, %d: %d lines lost; of %,d batches %,d were acknowledged, %,d not sent"
                                + " since the one before was not yet, %d refused; of the acknowledged"
                                + " %d are missing and %d torn.",
                        title,
                        nodeCount,
                        lost,
                        counts[0] + counts[1],
                        known.acknowledged(),
                        counts[1],
                        counts[2],
                        findings.missing(),
                        findings.torn());
        if (lost == 0 && counts[2] == 0 && findings.areSound()) {
            report.note("%s", text);
        } else {
            report.failure("%s", text);
        }
    }

    /** On the thread. */
    private void beat(long number, long dueNanos) {
        int agent = (int) (number % agents.count());
        if (due[agent] != NOTHING) {
            skipped++;
            return;
        }
        sent++;
        due[agent] = dueNanos;
        batch[agent] = number;
        Instant now = Instant.now();
        String app = "application-" + number / agents.count() % APPS;
        agents.say(agent, new State(now, Activity.ACTIVE, app, null, null, null));
        told[agent] = told[agent] == null ? now : told[agent].plusSeconds(MINUTE);
        agents.say(
                agent,
                ActivityLogs.captured(number, spans, told[agent], Math.max(1, MINUTE / spans)));
    }

    /** On the thread. */
    private void acknowledged(int agent, Ack ack) {
        latencies.add(System.nanoTime() - due[agent]);
        if (ack.accepted().size() == spans) {
            ledger.acknowledge(batch[agent]);
        } else {
            refused++;
        }
        due[agent] = NOTHING;
    }

    private Latencies take() throws InterruptedException {
        return loop.ask(() -> {
            Latencies taken = latencies;
            latencies = new Latencies();
            return taken;
        });
    }

    /** Sends no more, and waits for what is not answered yet, but not for ever. */
    private void settle() throws InterruptedException {
        long unused = pace.end();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (loop.ask(() -> Arrays.stream(due).anyMatch(each -> each != NOTHING))
                && System.nanoTime() - deadline < 0) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        agents.close();
        loop.close();
    }
}

package dev.astir.benchmarks.watching;

import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.feed.Dialect;
import dev.astir.benchmarks.feed.Dialect.Step;
import dev.astir.benchmarks.feed.Dialect.Transport;
import dev.astir.benchmarks.feed.EventMark;
import dev.astir.benchmarks.feed.Subscriber;
import dev.astir.benchmarks.feed.Subscribers;
import dev.astir.benchmarks.load.Loop;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.Pace;
import dev.astir.benchmarks.load.Workforce;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Dashboards of one organization that show who is there and which sessions run, while its people
 * switch their applications by turns. An update is measured from when the agent's message was due
 * to where a dashboard has read it.
 */
final class LiveDashboards implements AutoCloseable {
    private static final String TITLE = "live dashboards of one organization";
    private static final int TOGETHER = 50;
    private static final int PATIENCE_SECONDS = 15;
    private static final int POLL_MILLIS = 100;
    private static final double KILO = 1_000;
    private static final double BAR_MICROS = 200_000;
    private static final double PERCENTILE = 99;

    private final Loop loop = new Loop();
    private final int people;
    private final Agents agents;
    private final Pace pace;
    private final List<Screens> screens = new ArrayList<>();

    /** What the dashboards of one node have read. */
    private static final class Screens implements Subscribers.Watch {
        final Subscribers subscribers;
        final int count;

        // Both of the subscribers' thread.
        private final Map<Subscriber, BitSet> seen = new IdentityHashMap<>();
        private Latencies latencies = new Latencies();

        Screens(int port, int first, int step, int count, int people) throws IOException {
            this.count = count;
            subscribers =
                    new Subscribers(number -> dialect((first + number * step) % people), port, 0);
        }

        private static Dialect dialect(int person) {
            return new Dialect(
                    Transport.WEB_SOCKET,
                    "/api/live",
                    List.of(
                            "Authorization: Bearer " + Workforce.token(person),
                            "Sec-WebSocket-Protocol: astir.v1"),
                    List.of(
                            new Step("", "{\"type\":\"subscribe\",\"channel\":\"presence\"}"),
                            new Step(
                                    "\"subscribed\"",
                                    "{\"type\":\"subscribe\",\"channel\":\"sessions\"}"),
                            new Step("\"subscribed\"", "")),
                    Map.of());
        }

        @Override
        public void delivered(Subscriber subscriber, long number, long sent, long read) {
            BitSet own = seen.computeIfAbsent(subscriber, key -> new BitSet());
            if (!own.get((int) number)) {
                own.set((int) number);
                latencies.add(read - sent);
            }
        }

        /** What was read since the last call. */
        Latencies take() throws IOException, InterruptedException {
            return subscribers.ask(() -> {
                Latencies taken = latencies;
                latencies = new Latencies();
                return taken;
            });
        }

        /** How many times one of these updates has not come to one of them. */
        long missing(BitSet numbers) throws IOException, InterruptedException {
            return subscribers.ask(() -> {
                long missing = (long) (count - seen.size()) * numbers.cardinality();
                for (BitSet own : seen.values()) {
                    BitSet rest = (BitSet) numbers.clone();
                    rest.andNot(own);
                    missing += rest.cardinality();
                }
                return missing;
            });
        }
    }

    private LiveDashboards(Nodes nodes, int people, int dashboards) throws IOException {
        this.people = people;
        agents = new Agents(loop, nodes.ports(), 0, people, TOGETHER, (agent, ack) -> {});
        pace = new Pace(loop, (double) people / Sizes.SWITCH_SECONDS, this::switchApplication);
        for (int i = 0; i < nodes.count(); i++) {
            int count = dashboards / nodes.count() + (i < dashboards % nodes.count() ? 1 : 0);
            screens.add(new Screens(nodes.ports().get(i), i, nodes.count(), count, people));
        }
    }

    static void measure(Report report, int nodeCount) throws Exception {
        Workforce workforce = new Workforce(1, Sizes.WATCHED);
        try (Nodes nodes = Nodes.start(nodeCount, "")) {
            workforce.settle(nodes.uri(), nodes.database(), 0);
            try (Meter meter = new Meter(nodes);
                    LiveDashboards dashboards =
                            new LiveDashboards(nodes, Sizes.WATCHED, Sizes.DASHBOARDS)) {
                dashboards.measure(report, nodeCount, meter);
            }
        }
    }

    private void measure(Report report, int nodeCount, Meter meter) throws Exception {
        var unused = agents.connect();
        boolean told =
                loop.ask(() -> {
                    for (int i = 0; i < people; i++) {
                        agents.say(i, state("application"));
                    }
                    return true;
                });
        meter.begin();
        long start = System.nanoTime();
        for (Screens each : screens) {
            each.subscribers.connect(each.count);
            each.subscribers.watch(each);
        }
        Used connecting = meter.end();
        report.note(
                "%s, %d: %,d with %,d people on each have their state after %.1f s, with %s µs of"
                        + " processor (app + PostgreSQL + load) each.",
                TITLE,
                nodeCount,
                Sizes.DASHBOARDS,
                people,
                (System.nanoTime() - start) / 1e9,
                connecting.micros(Sizes.DASHBOARDS));
        pace.start();
        Thread.sleep(Sizes.WARM_UP);
        meter.begin();
        Latencies warm = take();
        Thread.sleep(Sizes.RUN);
        Latencies read = take();
        Used used = meter.end();
        long switches = pace.end();
        double expected =
                (double) people / Sizes.SWITCH_SECONDS * Sizes.RUN.toSeconds() * Sizes.DASHBOARDS;
        boolean isReached = read.count() >= 0.99 * expected;
        report.add(
                new Report.Row(
                        TITLE,
                        nodeCount,
                        "%,d dashboards, %,d people, each a switch in %d s"
                                .formatted(Sizes.DASHBOARDS, people, Sizes.SWITCH_SECONDS),
                        "%,d updates a second read".formatted(read.count() / Sizes.RUN.toSeconds()),
                        read,
                        "p99 200 ms: "
                                + (read.percentile(PERCENTILE) < BAR_MICROS && isReached
                                        ? "met"
                                        : "missed"),
                        used,
                        read.count(),
                        "update",
                        isReached));
        reportMissing(report, nodeCount, switches);
    }

    private void reportMissing(Report report, int nodeCount, long switches) throws Exception {
        BitSet last = new BitSet();
        last.set((int) Math.max(0, switches - people), (int) switches);
        BitSet all = new BitSet();
        all.set(0, (int) switches);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (missing(all) > 0 && System.nanoTime() - deadline < 0) {
            Thread.sleep(POLL_MILLIS);
        }
        int ended = 0;
        for (Screens each : screens) {
            ended += each.subscribers.ended();
        }
        int lines = loop.ask(agents::lost);
        long lost = missing(last);
        String text =
                String.format(
                        Locale.ROOT,
                        "%s, %d: of %,d switches, on %,d dashboards each, %,d were not seen since a"
                                + " later one came first, and %,d last ones of a person were lost; %d"
                                + " dashboards and %d agents lost their connection.",
                        TITLE,
                        nodeCount,
                        switches,
                        Sizes.DASHBOARDS,
                        missing(all) - lost,
                        lost,
                        ended,
                        lines);
        if (lost == 0 && ended == 0 && lines == 0) {
            report.note("%s", text);
        } else {
            report.failure("%s", text);
        }
    }

    private Latencies take() throws IOException, InterruptedException {
        Latencies all = new Latencies();
        for (Screens each : screens) {
            all.add(each.take());
        }
        return all;
    }

    private long missing(BitSet numbers) throws IOException, InterruptedException {
        long missing = 0;
        for (Screens each : screens) {
            missing += each.missing(numbers);
        }
        return missing;
    }

    /** On the loop's thread. */
    private void switchApplication(long number, long due) {
        agents.say((int) (number % people), state(EventMark.text(number, due)));
    }

    private static State state(String app) {
        return new State(Instant.now(), Activity.ACTIVE, app, null, null, null);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Screens each : screens) {
            each.subscribers.close();
        }
        agents.close();
        loop.close();
    }
}

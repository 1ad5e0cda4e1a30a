package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.feed.Dialect.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long an event takes from its commit to the subscribers, at a rate that leaves every server
 * time to rest. The peers commit nothing; theirs is the time from the publication.
 */
public final class LatencyBenchmark {
    private static final int SUBSCRIBERS = Settings.number("latency.subscribers", 1_000);
    private static final int RATE = Settings.number("latency.rate", 20);
    private static final Duration RUN = Duration.ofSeconds(Settings.seconds("latency.seconds", 30));
    private static final Duration WARM_UP =
            Duration.ofSeconds(Settings.seconds("latency.warmup.seconds", 10));
    private static final int BYTES = 300;
    private static final int WINDOW = 20;

    /** Those that were committed before publish() returned cannot tell. */
    private static final double TOLD = 0.9;

    private static final double MICROS_A_MILLI = 1_000;

    private LatencyBenchmark() {}

    /** Measures all of them. */
    public static Table compare() throws Exception {
        Table table =
                new Table(
                        "%,d subscribers, %d events/s".formatted(SUBSCRIBERS, RATE),
                        "server",
                        "publish to commit p50 ms",
                        "p99 ms",
                        "commit to read p50 ms",
                        "p99 ms",
                        "publish to read p50 ms",
                        "p99 ms",
                        "max ms",
                        "all, once, in order");
        try (PostgresServer database = new PostgresServer()) {
            Peers peers = Peers.find(database);
            for (Transport transport : Transport.values()) {
                for (Peer peer : peers.all()) {
                    Dialect dialect = peer.dialects().get(transport);
                    if (dialect != null) {
                        row(table, peer, dialect, database);
                    }
                }
            }
            table.note(
                    ("%d s each. Publish: before the load hands the event to the server. Commit:"
                                    + " the server's connection to PostgreSQL has returned from it. Read: the"
                                    + " load has read the event from a subscriber's socket.")
                            .formatted(RUN.toSeconds()));
            peers.notes().forEach(table::note);
        }
        return table;
    }

    /** When events were published, committed and read. */
    private static final class Times {
        final Map<Long, Long> commits = new ConcurrentHashMap<>();
        final long[][] reads;
        final long[] published;
        final int[] counts;
        final long first;

        Times(long first, int events) {
            this.first = first;
            reads = new long[events][SUBSCRIBERS];
            published = new long[events];
            counts = new int[events];
        }

        void delivered(long number, long sent, long read) {
            int event = (int) (number - first);
            published[event] = sent;
            reads[event][counts[event]++] = read;
        }
    }

    private static void row(Table table, Peer peer, Dialect dialect, PostgresServer database)
            throws IOException, InterruptedException {
        try (Run run = new Run(peer, dialect, database.tree(), SUBSCRIBERS, BYTES)) {
            Measured unused = run.measure((load, all) -> load.saturating(all, WINDOW, WARM_UP));
            unused = run.measure((load, all) -> load.paced(RATE, Duration.ofSeconds(2)));
            Times times = new Times(run.published() + 1, RATE * (int) RUN.toSeconds() + 1);
            boolean commits = peer.name().equals(Peers.ASTIR);
            if (commits) {
                String ready = run.control().ask(AstirServer.TELL_COMMITS);
                Thread thread = new Thread(() -> listen(run.control(), times, ready), "commits");
                thread.setDaemon(true);
                thread.start();
            }
            run.subscribers()
                    .watch((subscriber, number, sent, read) -> times.delivered(number, sent, read));
            Measured measured = run.measure((load, all) -> load.paced(RATE, RUN));
            table.row(cells(peer, dialect, measured, times, commits));
            System.err.println(dialect.transport() + ", " + peer.name() + ": done");
        }
    }

    private static void listen(ControlConnection control, Times times, String first) {
        try {
            for (String line = first; ; line = control.answer()) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    times.commits.put(
                            Long.valueOf(line.substring(0, space)),
                            Long.valueOf(line.substring(space + 1)));
                }
            }
        } catch (IOException e) {
            // The server has ended.
        }
    }

    private static String[] cells(
            Peer peer, Dialect dialect, Measured measured, Times times, boolean commits) {
        Latencies toCommit = new Latencies();
        Latencies toRead = new Latencies();
        times.commits.forEach((number, commit) -> {
            int event = (int) (number - times.first);
            if (commit < times.published[event]) {
                throw new IllegalStateException("an event told another's commit");
            }
            toCommit.add(commit - times.published[event]);
            for (int i = 0; i < times.counts[event]; i++) {
                toRead.add(Math.max(0, times.reads[event][i] - commit));
            }
        });
        if (commits && times.commits.size() < measured.events() * TOLD) {
            throw new IllegalStateException(
                    "only %d of %d events told their commit"
                            .formatted(times.commits.size(), measured.events()));
        }
        Latencies all = measured.tally().latencies;
        return new String[] {
            dialect.transport().toString(),
            peer.name(),
            millis(toCommit, 50),
            millis(toCommit, 99),
            millis(toRead, 50),
            millis(toRead, 99),
            millis(all, 50),
            millis(all, 99),
            String.format(Locale.ROOT, "%.1f", all.max() / MICROS_A_MILLI),
            measured.isWhole() ? "yes" : "NO"
        };
    }

    private static String millis(Latencies latencies, double percentile) {
        return latencies.count() == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%.1f", latencies.percentile(percentile) / MICROS_A_MILLI);
    }
}

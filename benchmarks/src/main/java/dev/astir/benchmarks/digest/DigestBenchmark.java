package dev.astir.benchmarks.digest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.digest.Highlights;
import dev.astir.stream.digest.Importance;
import dev.astir.stream.digest.Interest;
import dev.astir.stream.digest.Summaries;
import dev.astir.stream.digest.SummaryWords;
import dev.astir.stream.postgres.StreamSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * How long a summary and highlights take of a feed with 100,000 events a month, for a reader who
 * may see most of them, with a listener who is told of what is looked at. Beside each the naive
 * way: one statement that counts distinct things, and all events scored in Java. Summaries must
 * agree on the number of events.
 */
public final class DigestBenchmark {
    private static final int EVENTS = Settings.number("digest.events", 100_000);
    private static final int ROUNDS = Settings.number("digest.rounds", 100);
    private static final int WARM_UP = Math.min(20, ROUNDS);

    /** The naive way is slow, and told by fewer. */
    private static final int NAIVE_ROUNDS = Math.max(1, ROUNDS / 4);

    private static final int BAR_MILLIS = 200;
    private static final int MOST = 10;

    private static final FeedReader READER = new FeedReader(Month.FEED, Set.of(Month.TEAM));
    private static final Interest INTEREST = new Interest(Month.PERSON, Set.of());

    private interface Question {
        /** Returns how many events were counted or found. */
        long ask() throws Exception;
    }

    private DigestBenchmark() {}

    /** Measures on a server of its own, which is removed. */
    public static Table compare() throws Exception {
        try (PostgresServer postgres = new PostgresServer();
                HikariDataSource pool = pool(postgres)) {
            StreamSchema.migrate(pool);
            Month.fill(postgres, EVENTS);
            try (ActivityStream stream =
                            ActivityStream.builder(pool).onRead((reader, events) -> {}).build();
                    Naive naive = new Naive(pool)) {
                return compare(stream, naive);
            }
        }
    }

    private static HikariDataSource pool(PostgresServer postgres) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.url());
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    private static Table compare(ActivityStream stream, Naive naive) throws Exception {
        Summaries summaries = Summaries.of(stream.digests(), SummaryWords.ofDefaults());
        Highlights highlights = Highlights.of(stream.digests(), Importance.ofDefaults());
        Instant now = Instant.now();
        Table table =
                new Table(
                        String.format(Locale.ROOT, "%,d events of a month", EVENTS),
                        "p50, ms",
                        "p99, ms",
                        "bar, ms",
                        "naive p50, ms",
                        "p99, ms",
                        "ratio",
                        "events");
        for (Time time : Time.values()) {
            Instant from = now.minus(time.length);
            EventFilter filter = EventFilter.all().between(from, now);
            compare(
                    table,
                    "summary of a " + time.title,
                    () -> summaries.sum(READER, filter, null).total(),
                    () -> naive.sum(from));
        }
        for (Time time : Time.values()) {
            Instant from = now.minus(time.length);
            EventFilter filter = EventFilter.all().between(from, null);
            compare(
                    table,
                    "highlights of a " + time.title,
                    () -> highlights.find(READER, INTEREST, filter, MOST).size(),
                    () -> naive.best(from, MOST));
        }
        return table;
    }

    private enum Time {
        DAY("day", Duration.ofDays(1)),
        MONTH("month", Month.LENGTH);

        private final String title;
        private final Duration length;

        Time(String title, Duration length) {
            this.title = title;
            this.length = length;
        }
    }

    private static void compare(Table table, String title, Question ours, Question naive)
            throws Exception {
        long counted = ours.ask();
        Latencies times = measured(ours, ROUNDS);
        Latencies peer = measured(naive, NAIVE_ROUNDS);
        double median = times.percentile(50);
        table.row(
                title,
                millis(median),
                millis(times.percentile(99)),
                BAR_MILLIS + (median <= BAR_MILLIS * 1_000 ? ": met" : ": missed"),
                millis(peer.percentile(50)),
                millis(peer.percentile(99)),
                String.format(Locale.ROOT, "%.1f ×", peer.percentile(50) / median),
                String.format(Locale.ROOT, "%,d", counted));
        long expected = naive.ask();
        if (counted != expected) {
            table.failure("%s: %d, the naive way %d".formatted(title, counted, expected));
        }
    }

    private static Latencies measured(Question question, int rounds) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            long unused = question.ask();
        }
        Latencies latencies = new Latencies();
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            long unused = question.ask();
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    private static String millis(double micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1_000);
    }
}

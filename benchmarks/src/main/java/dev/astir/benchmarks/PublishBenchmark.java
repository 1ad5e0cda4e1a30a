package dev.astir.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Entity;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.postgres.StreamSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many events a second are published to one feed, each acknowledged after its commit was
 * flushed to disk. The limit is one INSERT … SELECT of the same rows into the same table, one
 * commit for all of them and nothing sent; the usual way is one INSERT and one commit an event. In
 * each round each contestant writes once; the median counts.
 */
final class PublishBenchmark {
    private static final int EVENTS = Settings.number("publish.events", 50_000);
    private static final int PUBLISHERS = Settings.number("publish.publishers", 64);
    private static final int ROUNDS = Settings.number("publish.rounds", 7);

    /** So many until the JVM's compiler is quiet; before, it takes a third of two cores. */
    private static final int WARM_UP_ROUNDS = Settings.number("publish.warmup.rounds", 5);

    private static final int CONNECTIONS = 16;

    /** Too slow to write them all. */
    private static final int SINGLE_ROWS = 5_000;

    private static final String FEED = "benchmark";
    private static final String LIMIT = "one INSERT … SELECT of the same rows";
    private static final String ONE_BY_ONE =
            "one INSERT and commit an event, " + CONNECTIONS + " connections";
    private static final String COLUMNS =
            "feed, created, changed, audience, event_type, actor_id, occurred_at, entity_type,"
                    + " entity_id, actor_name, entity_name, entity_url, entity_reference, message,"
                    + " icon, color, important, metadata, search";
    private static final String INSERT =
            "INSERT INTO activity_events (id, " + COLUMNS + ") SELECT uuidv7(), ";

    private interface Contestant {
        /** Writes, and returns the nanoseconds that writing took, without what came before. */
        long run() throws Exception;
    }

    /** What a thread does with the number of an event. */
    private interface Work {
        void with(int event) throws Exception;
    }

    private final PostgresServer postgres;
    private final HikariDataSource pool;
    private final ActivityStream stream;

    private PublishBenchmark(PostgresServer postgres) {
        this.postgres = postgres;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.url());
        config.setMaximumPoolSize(CONNECTIONS + 4);
        pool = new HikariDataSource(config);
        StreamSchema.migrate(pool);
        stream = ActivityStream.of(pool);
    }

    static Table compare() throws Exception {
        try (PostgresServer postgres = new PostgresServer()) {
            return new PublishBenchmark(postgres).run();
        }
    }

    private Table run() throws Exception {
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        contestants.put("publish, " + PUBLISHERS + " threads that wait for it", this::waiting);
        contestants.put("publish, " + PUBLISHERS + " in flight from one thread", this::inFlight);
        contestants.put(LIMIT, this::insertSelect);
        contestants.put(ONE_BY_ONE, this::oneByOne);
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        try (pool;
                stream) {
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                for (Map.Entry<String, Contestant> each : contestants.entrySet()) {
                    postgres.execute("VACUUM activity_events", "CHECKPOINT");
                    double rate = rows(each.getKey()) / (each.getValue().run() / 1e9);
                    if (round >= 0) {
                        rates.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(rate);
                    }
                }
            }
        }
        return table(rates);
    }

    private static int rows(String contestant) {
        return contestant.equals(ONE_BY_ONE) ? SINGLE_ROWS : EVENTS;
    }

    private long waiting() throws Exception {
        List<ActivityEvent> events = events();
        Work work =
                event -> {
                    StreamPosition unused = stream.publish(FEED, events.get(event)).join();
                };
        return timed(Collections.nCopies(PUBLISHERS, work), EVENTS);
    }

    private long inFlight() throws Exception {
        List<ActivityEvent> events = events();
        CountDownLatch stored = new CountDownLatch(EVENTS);
        Semaphore room = new Semaphore(PUBLISHERS);
        long start = System.nanoTime();
        for (ActivityEvent event : events) {
            room.acquire();
            CompletableFuture<Void> unused =
                    stream.publish(FEED, event)
                            .thenRun(() -> {
                                room.release();
                                stored.countDown();
                            });
        }
        stored.await();
        return System.nanoTime() - start;
    }

    private long insertSelect() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            execute(connection, "DROP TABLE IF EXISTS given");
            execute(
                    connection,
                    "CREATE TEMPORARY TABLE given AS SELECT * FROM activity_events WHERE feed = '"
                            + FEED
                            + "' ORDER BY created DESC LIMIT "
                            + EVENTS);
            execute(connection, "ANALYZE given");
            long start = System.nanoTime();
            execute(
                    connection,
                    INSERT
                            + COLUMNS.replaceFirst("feed", "feed || ' copy'")
                            + " FROM given ORDER BY created");
            return System.nanoTime() - start;
        }
    }

    private long oneByOne() throws Exception {
        String insert =
                INSERT
                        + COLUMNS.replaceFirst("feed", "feed || ' single'")
                        + " FROM activity_events WHERE feed = '"
                        + FEED
                        + "' AND created = ?";
        List<Work> connections = new ArrayList<>();
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = pool.getConnection();
            open.add(connection);
            PreparedStatement statement = connection.prepareStatement(insert);
            connections.add(event -> {
                statement.setLong(1, event + 1L);
                if (statement.executeUpdate() != 1) {
                    throw new IllegalStateException("event " + event + " was not inserted");
                }
            });
        }
        long nanos = timed(connections, SINGLE_ROWS);
        for (Connection each : open) {
            each.close();
        }
        return nanos;
    }

    /** Shares the events out among threads, each of which takes the next one when it is done. */
    private static long timed(List<Work> threads, int events) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<Thread> running = new ArrayList<>();
        long start = System.nanoTime();
        for (Work work : threads) {
            Thread thread =
                    new Thread(() -> {
                        try {
                            for (int i = next.getAndIncrement();
                                    i < events;
                                    i = next.getAndIncrement()) {
                                work.with(i);
                            }
                        } catch (Exception e) {
                            failure.set(e);
                        }
                    });
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
        long nanos = System.nanoTime() - start;
        if (failure.get() != null) {
            throw failure.get();
        }
        return nanos;
    }

    private static List<ActivityEvent> events() {
        List<ActivityEvent> events = new ArrayList<>(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            String task = Integer.toString(i % 5_000);
            events.add(
                    ActivityEvent.builder("task.completed")
                            .actor("user-" + i % 200, "Alice Liddell")
                            .entity(
                                    new Entity(
                                            "task",
                                            task,
                                            "Fix the login bug",
                                            "/tasks/" + task,
                                            "#TASK-" + task))
                            .message(
                                    "Alice Liddell completed Fix the login bug "
                                            + task
                                            + " in 42 minutes")
                            .metadata(Map.of("minutes", i % 60, "project", "website"))
                            .build());
        }
        return events;
    }

    private static Table table(Map<String, List<Double>> rates) {
        Table table =
                new Table(
                        String.format(Locale.ROOT, "%,d events into one feed", EVENTS),
                        "events/s",
                        "lowest",
                        "highest",
                        "of limit");
        double limit = median(rates.getOrDefault(LIMIT, List.of()));
        rates.forEach((name, each) ->
                table.row(
                        name,
                        rounded(median(each)),
                        rounded(Collections.min(each)),
                        rounded(Collections.max(each)),
                        String.format(Locale.ROOT, "%.2f", median(each) / limit)));
        return table;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            boolean unused = statement.execute();
        }
    }

    private static double median(List<Double> values) {
        return Quartiles.of(values.stream().mapToDouble(Double::doubleValue)).median();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}

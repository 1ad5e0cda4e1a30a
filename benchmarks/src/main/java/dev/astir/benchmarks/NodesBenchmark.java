package dev.astir.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Nodes that write the same thousand clients again and again, as fast as they can. The peer is the
 * same statement with its rows in the order in which a map gives them, which differs by node.
 */
final class NodesBenchmark {
    private static final int CLIENTS = 1_000;
    private static final int NODES = 2;
    private static final Duration RUN = Duration.ofSeconds(Settings.seconds("nodes.seconds", 60));
    private static final String DEADLOCK = "40P01";

    private record Outcome(long batches, long deadlocks) {}

    private interface Batch {
        void write(List<Sighting> sightings) throws SQLException;
    }

    private NodesBenchmark() {}

    static Table compare() throws Exception {
        Table table = new Table("2 nodes, the same 1,000 clients", "batches/s", "deadlocks");
        try (PostgresServer postgres = new PostgresServer();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(postgres.url());
            pool.setMaximumPoolSize(NODES);
            PostgresActivityStore store = PostgresActivityStore.of(pool);
            store.createTables();
            row(table, "PostgresActivityStore", store::upsert);
            row(table, "the same, not sorted", sightings -> unsorted(pool, sightings));
        }
        return table;
    }

    private static void row(Table table, String name, Batch batch) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        try {
            long end = System.nanoTime() + RUN.toNanos();
            List<Future<Outcome>> nodes = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                Random random = new Random(i);
                nodes.add(threads.submit(() -> node(batch, random, end)));
            }
            long batches = 0;
            long deadlocks = 0;
            for (Future<Outcome> node : nodes) {
                batches += node.get().batches();
                deadlocks += node.get().deadlocks();
            }
            table.row(
                    name,
                    String.format(Locale.ROOT, "%.1f", (double) batches / RUN.toSeconds()),
                    Long.toString(deadlocks));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Outcome node(Batch batch, Random random, long end) throws SQLException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            ids.add("client-" + i);
        }
        long batches = 0;
        long deadlocks = 0;
        while (end - System.nanoTime() > 0) {
            Collections.shuffle(ids, random);
            Instant now = Instant.now();
            try {
                batch.write(ids.stream().map(id -> new Sighting(id, now)).toList());
                batches++;
            } catch (RuntimeException | SQLException e) {
                if (!isDeadlock(e)) {
                    throw e;
                }
                deadlocks++;
            }
        }
        return new Outcome(batches, deadlocks);
    }

    private static boolean isDeadlock(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static void unsorted(HikariDataSource pool, List<Sighting> sightings)
            throws SQLException {
        Object[] ids = sightings.stream().map(Sighting::clientId).toArray();
        Object[] micros =
                sightings.stream()
                        .map(s -> (Object) (s.lastSeen().toEpochMilli() * 1_000))
                        .toArray();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                Upsert.fromArrays("?::text[]", "?::bigint[]"))) {
            statement.setArray(1, connection.createArrayOf("text", ids));
            statement.setArray(2, connection.createArrayOf("bigint", micros));
            int unused = statement.executeUpdate();
        }
    }
}

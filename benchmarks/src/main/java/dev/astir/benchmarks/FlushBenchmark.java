package dev.astir.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How fast a hundred thousand clients that are all known are written to PostgreSQL. The limit is
 * the same statement run inside PostgreSQL from a temporary table, where nothing is sent; once in
 * the transactions of a thousand rows that the tracker makes, and once in one transaction. The
 * peers are the usual ways by JDBC. In each round each contestant writes once; the median counts.
 */
final class FlushBenchmark {
    private static final int CLIENTS = 100_000;
    private static final int BATCH = 1_000;
    private static final int ROUNDS = Settings.number("flush.rounds", 7);

    /** Too slow to write them all. */
    private static final int SINGLE_ROWS = 5_000;

    private static final String LIMIT = "the same upsert inside PostgreSQL, 1,000 rows at a time";

    private interface Contestant {
        /** Writes, and returns the nanoseconds that writing took, without what came before. */
        long run() throws SQLException;
    }

    private final PostgresServer postgres;
    private final HikariDataSource plain;
    private final HikariDataSource rewriting;
    private final ActivityTracker tracker;
    private final String[] ids =
            IntStream.range(0, CLIENTS).mapToObj("client-%06d"::formatted).toArray(String[]::new);
    private long micros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());

    private FlushBenchmark(PostgresServer postgres) {
        this.postgres = postgres;
        plain = pool(postgres.url());
        rewriting = pool(postgres.url() + "&reWriteBatchedInserts=true");
        PostgresActivityStore store = PostgresActivityStore.of(plain);
        store.createTables();
        tracker =
                ActivityTracker.builder(store)
                        .flushInterval(Duration.ofHours(1))
                        .maxBatchSize(Integer.MAX_VALUE)
                        .build();
    }

    static Table compare() throws Exception {
        try (PostgresServer postgres = new PostgresServer()) {
            return new FlushBenchmark(postgres).run();
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    private Table run() throws SQLException {
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        contestants.put("ActivityTracker.flush", this::tracker);
        contestants.put(LIMIT, this::insidePostgres);
        contestants.put("the same, all rows at once", this::insidePostgresAtOnce);
        contestants.put("executeBatch of 1,000 rows", () -> executeBatch(plain));
        contestants.put("executeBatch, reWriteBatchedInserts", () -> executeBatch(rewriting));
        contestants.put("one upsert a row", this::oneByOne);
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        try (tracker;
                plain;
                rewriting) {
            postgres.execute(procedure());
            for (int round = -1; round < ROUNDS; round++) { // the first warms up
                for (Map.Entry<String, Contestant> each : contestants.entrySet()) {
                    postgres.execute("VACUUM client_activity", "CHECKPOINT");
                    micros += TimeUnit.HOURS.toMicros(1); // so that each row changes
                    double rate = rate(each);
                    if (round >= 0) {
                        rates.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(rate);
                    }
                }
            }
        }
        return table(rates);
    }

    private static double rate(Map.Entry<String, Contestant> contestant) throws SQLException {
        int rows = contestant.getKey().equals("one upsert a row") ? SINGLE_ROWS : CLIENTS;
        return rows / (contestant.getValue().run() / 1e9);
    }

    private static Table table(Map<String, List<Double>> rates) {
        Table table = new Table("100,000 known clients", "rows/s", "lowest", "highest", "of limit");
        double limit = median(rates.getOrDefault(LIMIT, List.of()));
        rates.forEach((name, each) -> {
            table.row(
                    name,
                    rounded(median(each)),
                    rounded(Collections.min(each)),
                    rounded(Collections.max(each)),
                    String.format(Locale.ROOT, "%.2f", median(each) / limit));
        });
        return table;
    }

    private long tracker() {
        for (int i = 0; i < CLIENTS; i++) {
            if (!tracker.record(ids[i])) {
                throw new IllegalStateException("refused");
            }
        }
        long start = System.nanoTime();
        if (!tracker.flush(Duration.ofMinutes(5))) {
            throw new IllegalStateException("not flushed");
        }
        return System.nanoTime() - start;
    }

    private long insidePostgres() throws SQLException {
        return inside("CALL upsert_in_batches()");
    }

    private long insidePostgresAtOnce() throws SQLException {
        return inside(
                Upsert.fromArrays(
                        "(SELECT array_agg(id ORDER BY id) FROM given)",
                        "(SELECT array_agg(micros ORDER BY id) FROM given)"));
    }

    private long inside(String upsert) throws SQLException {
        try (Connection connection = plain.getConnection()) {
            execute(connection, "DROP TABLE IF EXISTS given");
            execute(
                    connection,
                    "CREATE TEMPORARY TABLE given AS SELECT (row_number() OVER (ORDER BY id) - 1)"
                            + " / "
                            + BATCH
                            + " AS batch, id, "
                            + micros
                            + " AS micros FROM (SELECT 'client-' || lpad(i::text, 6, '0') AS id"
                            + " FROM generate_series(0, "
                            + (CLIENTS - 1)
                            + ") AS i) AS ids");
            execute(connection, "CREATE INDEX ON given (batch)");
            execute(connection, "ANALYZE given");
            long start = System.nanoTime();
            execute(connection, upsert);
            return System.nanoTime() - start;
        }
    }

    private static String procedure() {
        return """
        CREATE PROCEDURE upsert_in_batches() LANGUAGE plpgsql AS $$
        DECLARE
            ids text[];
            times bigint[];
        BEGIN
            FOR n IN 0 .. %d LOOP
                SELECT array_agg(id ORDER BY id), array_agg(micros ORDER BY id)
                INTO ids, times FROM given WHERE batch = n;
                %s;
                COMMIT;
            END LOOP;
        END $$
        """
                .formatted(CLIENTS / BATCH - 1, Upsert.fromArrays("ids", "times"));
    }

    private long executeBatch(HikariDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(Upsert.ONE_ROW)) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (int i = 0; i < CLIENTS; i++) {
                set(statement, i);
                statement.addBatch();
                if ((i + 1) % BATCH == 0) {
                    int[] unused = statement.executeBatch();
                    connection.commit();
                }
            }
            return System.nanoTime() - start;
        }
    }

    private long oneByOne() throws SQLException {
        try (Connection connection = plain.getConnection();
                PreparedStatement statement = connection.prepareStatement(Upsert.ONE_ROW)) {
            long start = System.nanoTime();
            for (int i = 0; i < SINGLE_ROWS; i++) {
                set(statement, i);
                int unused = statement.executeUpdate();
            }
            return System.nanoTime() - start;
        }
    }

    private void set(PreparedStatement statement, int client) throws SQLException {
        statement.setString(1, ids[client]);
        statement.setLong(2, micros);
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

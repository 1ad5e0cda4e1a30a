package dev.astir.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How many statements 400 busy clients cost the database, counted by PostgreSQL itself with a
 * trigger. The peer, one upsert a request, needs no run: it costs as many as there are requests.
 */
final class StatementsBenchmark {
    private static final int CLIENTS = 400;
    private static final int ROUNDS_A_SECOND = 25;
    private static final int SECONDS = Settings.seconds("statements.seconds", 20);

    private static final String[] COUNTER = {
        "CREATE SEQUENCE statements",
        """
        CREATE FUNCTION count_statement() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM nextval('statements');
            RETURN NULL;
        END $$
        """,
        """
        CREATE TRIGGER count_statements AFTER INSERT ON client_activity
        FOR EACH STATEMENT EXECUTE FUNCTION count_statement()
        """
    };

    private StatementsBenchmark() {}

    static Table compare() throws Exception {
        Table table = new Table("400 clients", "requests/s", "statements/s", "rows/s");
        try (PostgresServer postgres = new PostgresServer();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(postgres.url());
            pool.setMaximumPoolSize(2);
            PostgresActivityStore store = PostgresActivityStore.of(pool);
            store.createTables();
            postgres.execute(COUNTER);
            row(table, "the defaults", postgres, ActivityTracker.builder(store));
            row(
                    table,
                    "maxBatchSize 500",
                    postgres,
                    ActivityTracker.builder(store).maxBatchSize(500));
        }
        String requests = decimal(CLIENTS * ROUNDS_A_SECOND);
        table.row("one upsert a request", requests, requests, requests);
        return table;
    }

    private static void row(
            Table table, String name, PostgresServer postgres, ActivityTracker.Builder builder)
            throws SQLException {
        String count = "SELECT last_value FROM statements";
        try (ActivityTracker tracker = builder.build()) {
            load(tracker, 2); // also past the random phase at the start
            long before = postgres.number(count);
            long storedBefore = tracker.stats().stored();
            long start = System.nanoTime();
            load(tracker, SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            table.row(
                    name,
                    decimal(SECONDS * ROUNDS_A_SECOND * CLIENTS / seconds),
                    decimal((postgres.number(count) - before) / seconds),
                    decimal((tracker.stats().stored() - storedBefore) / seconds));
            if (!tracker.flush(Duration.ofSeconds(10))) {
                throw new IllegalStateException("not flushed");
            }
        }
    }

    private static void load(ActivityTracker tracker, int seconds) {
        long step = TimeUnit.SECONDS.toNanos(1) / ROUNDS_A_SECOND;
        long next = System.nanoTime();
        for (int round = 0; round < seconds * ROUNDS_A_SECOND; round++) {
            for (int client = 0; client < CLIENTS; client++) {
                if (!tracker.record("client-" + client)) {
                    throw new IllegalStateException("refused");
                }
            }
            next += step;
            while (next - System.nanoTime() > 0) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

package dev.astir.benchmarks.watching;

import dev.astir.benchmarks.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's connections do, looked at some times a second: how many compute, how many wait
 * for what, and how many have a transaction open for which the app computes. Thread-safe.
 */
final class Waits implements AutoCloseable {
    private static final int PAUSE_MILLIS = 100;
    private static final int SHOWN = 4;
    private static final double LEAST_SHOWN = 0.05;

    private static final String LOOK =
            """
            SELECT CASE WHEN state LIKE 'idle in%' THEN 'the app, in a transaction'
                        ELSE COALESCE(wait_event, 'the processor') END, count(*)
            FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()
            GROUP BY 1
            """;

    private final Connection connection;
    private final Map<String, Long> seen = new TreeMap<>();
    private final Thread thread = new Thread(this::run, "waits");
    private long looks;
    private @Nullable SQLException failure;
    private volatile boolean isClosed;

    Waits(PostgresServer database) throws SQLException {
        connection = database.dataSource().getConnection();
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (PreparedStatement look = connection.prepareStatement(LOOK)) {
            while (!isClosed) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                Map<String, Long> now = new HashMap<>();
                try (ResultSet rows = look.executeQuery()) {
                    while (rows.next()) {
                        now.put(rows.getString(1), rows.getLong(2));
                    }
                }
                synchronized (seen) {
                    looks++;
                    now.forEach((what, count) -> seen.merge(what, count, Long::sum));
                }
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many connections were at what, on average, since the last call; the most first. */
    String take() {
        synchronized (seen) {
            if (looks == 0) {
                throw new IllegalStateException("nothing was seen", failure);
            }
            List<String> shown =
                    seen.entrySet().stream()
                            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                            .filter(each -> each.getValue() >= LEAST_SHOWN * looks)
                            .limit(SHOWN)
                            .map(each ->
                                    String.format(
                                            Locale.ROOT,
                                            "%s %.1f",
                                            each.getKey(),
                                            (double) each.getValue() / looks))
                            .toList();
            seen.clear();
            looks = 0;
            return shown.isEmpty() ? "nothing" : String.join(", ", shown);
        }
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        isClosed = true;
        thread.join();
        connection.close();
    }
}

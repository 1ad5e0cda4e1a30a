package dev.astir.benchmarks.load;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The statements that PostgreSQL executes, where {@code -Dastir.bench.watching.statements=20} asks
 * for the dearest twenty; counting them costs it some percent. Stateless.
 */
public final class Statements {
    /** How many are told; 0 for none, and nothing is counted. */
    private static final int SHOWN = Integer.parseInt(Settings.text("watching.statements", "0"));

    public static final String LIBRARY = "pg_stat_statements";

    private static final String DEAREST =
            """
            SELECT calls, total_exec_time, regexp_replace(left(query, 400), '\\s+', ' ', 'g')
            FROM pg_stat_statements WHERE query NOT LIKE '%%pg_stat%%'
            ORDER BY total_exec_time DESC LIMIT %d
            """;

    private Statements() {}

    public static boolean areCounted() {
        return SHOWN > 0;
    }

    /** Makes a database ready to count. */
    public static void install(PostgresServer database) throws SQLException {
        database.execute("CREATE EXTENSION " + LIBRARY);
    }

    /** Counts from now on. */
    public static void reset(PostgresServer database) throws SQLException {
        database.execute("SELECT pg_stat_statements_reset()");
    }

    /** All since the last reset: how many, and the dearest. */
    public static List<String> dearest(PostgresServer database) throws SQLException {
        List<String> told = new ArrayList<>();
        told.add(
                database.number("SELECT sum(calls)::bigint FROM pg_stat_statements")
                        + " statements in all");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DEAREST.formatted(SHOWN))) {
            while (rows.next()) {
                told.add(
                        String.format(
                                Locale.ROOT,
                                "%,d times, %,.0f ms: %s",
                                rows.getLong(1),
                                rows.getDouble(2),
                                rows.getString(3)));
            }
        }
        return told;
    }
}

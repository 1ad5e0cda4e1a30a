package dev.astir.benchmarks.faults;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.faults.Run.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All runs of the app's jobs, of which {@code job_runs} has the last one of each: a trigger there
 * writes down what the nodes write, in the same transaction. Stateless.
 */
final class RunLog {
    private static final String TABLE =
            """
            CREATE TABLE bench_runs (
                run_id uuid PRIMARY KEY, name text NOT NULL, node text NOT NULL,
                due timestamptz NOT NULL, began timestamptz NOT NULL, ended timestamptz,
                outcome text NOT NULL DEFAULT 'open')
            """;

    /** While a job runs, its row in db-scheduler's table has the time of that execution. */
    private static final String FUNCTION =
            """
            CREATE FUNCTION bench_run() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF NEW.last_end IS NULL THEN
                    INSERT INTO bench_runs (run_id, name, node, due, began)
                    SELECT NEW.run_id, NEW.name, NEW.node, execution_time, NEW.last_start
                    FROM scheduled_tasks WHERE task_name = NEW.name;
                ELSE
                    UPDATE bench_runs SET ended = NEW.last_end, outcome = CASE
                        WHEN NEW.last_success = NEW.last_end THEN 'success'
                        WHEN NEW.failures = OLD.failures THEN 'stopped'
                        WHEN NEW.duration_ms IS NULL THEN 'abandoned'
                        ELSE 'failure' END
                    WHERE run_id = NEW.run_id;
                END IF;
                RETURN NULL;
            END $$
            """;

    private static final String TRIGGER =
            """
            CREATE TRIGGER bench_run AFTER INSERT OR UPDATE ON job_runs
            FOR EACH ROW EXECUTE FUNCTION bench_run()
            """;

    private static final String RUNS =
            "SELECT name, node, due, began, ended, outcome FROM bench_runs ORDER BY began";

    private RunLog() {}

    /** Writes down whatever begins from now on. */
    static void install(PostgresServer database) throws SQLException {
        database.execute(TABLE, FUNCTION, TRIGGER);
    }

    /** All runs, in the order in which they began. */
    static List<Run> read(PostgresServer database) throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(RUNS)) {
            while (rows.next()) {
                Timestamp ended = rows.getTimestamp("ended");
                runs.add(
                        new Run(
                                rows.getString("name"),
                                rows.getString("node"),
                                instant(rows, "due"),
                                instant(rows, "began"),
                                ended == null ? null : ended.toInstant(),
                                Outcome.valueOf(
                                        rows.getString("outcome").toUpperCase(Locale.ROOT))));
            }
        }
        return runs;
    }

    private static Instant instant(ResultSet rows, String column) throws SQLException {
        return rows.getTimestamp(column).toInstant();
    }
}

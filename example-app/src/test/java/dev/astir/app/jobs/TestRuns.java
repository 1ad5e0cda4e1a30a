package dev.astir.app.jobs;

import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** Runs of jobs as they stand in the database of an app whose jobs do not run by themselves. */
public final class TestRuns {

    private TestRuns() {}

    /** Of which the last run was just now. */
    public static void succeeded(TestApp app, String job, Duration took) {
        UUID run = begun(app, job, took);
        write(app, rows -> rows.succeed(job, run, Instant.now(), took.toMillis()));
    }

    /** Of which a run ended then. */
    public static void succeeded(TestApp app, String job, Instant at) {
        UUID run = UUID.randomUUID();
        write(app, rows -> rows.begin(job, run, "a-node", at));
        write(app, rows -> rows.succeed(job, run, at, 0));
    }

    /** Of which one more run has failed. */
    public static void failed(TestApp app, String job, String error) {
        UUID run = begun(app, job, Duration.ofSeconds(1));
        write(app, rows -> rows.fail(job, run, Instant.now(), 1_000, error));
    }

    /** Which a node is at. */
    public static void running(TestApp app, String job) {
        var unused = begun(app, job, Duration.ofMinutes(3));
        execute(app, job, "picked = true");
    }

    /** Which waits for its next time, and never ran. */
    public static void waiting(TestApp app, String job) {
        execute(app, job, "picked = false, execution_time = now() + interval '1 hour'");
        app.bean(Transactions.class)
                .asSystem(() ->
                        prepare(
                                app,
                                "UPDATE job_runs SET last_error = NULL, failures = 0"
                                        + " WHERE name = '%s'".formatted(job)));
    }

    private static UUID begun(TestApp app, String job, Duration ago) {
        UUID run = UUID.randomUUID();
        write(app, rows -> rows.begin(job, run, "a-node", Instant.now().minus(ago)));
        return run;
    }

    private static void execute(TestApp app, String job, String change) {
        app.bean(Transactions.class)
                .asSystem(() ->
                        prepare(
                                app,
                                "UPDATE scheduled_tasks SET %s WHERE task_name = '%s'"
                                        .formatted(change, job)));
    }

    private static void prepare(TestApp app, String sql) {
        app.bean(JdbcOperations.class).prepareStatement(sql, PreparedStatement::execute);
    }

    private static void write(TestApp app, Consumer<JobRepository> change) {
        app.bean(Transactions.class).asSystem(() -> change.accept(app.bean(JobRepository.class)));
    }
}

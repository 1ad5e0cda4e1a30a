package dev.astir.app.jobs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code job_runs}, and what is looked up of {@code scheduled_tasks}, which is
 * db-scheduler's to write; all as system. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface JobRepository extends GenericRepository<JobRow, String> {

    /** All that were ever scheduled, also such as no feature declares any more. */
    @Query(
            """
            SELECT t.task_name AS name, t.execution_time AS next, t.picked AS is_running, r.run_id,
                   r.last_start, r.last_end, r.duration_ms, r.last_success, r.last_error, r.failures
            FROM scheduled_tasks t LEFT JOIN job_runs r ON r.name = t.task_name
            """)
    List<JobRow> all();

    /** When a job had last done all that was to be done. */
    @MappedEntity("job_runs")
    record Success(@Id String name, Instant lastSuccess) {}

    /** Of this one; empty before its first success. */
    @Query(
            """
            SELECT name, last_success FROM job_runs
            WHERE name = :name AND last_success IS NOT NULL
            """)
    Optional<Success> success(String name);

    /** A run begins. */
    @Query(
            """
            INSERT INTO job_runs (name, run_id, node, last_start) VALUES (:name, :runId, :node, :at)
            ON CONFLICT (name) DO UPDATE
            SET run_id = :runId, node = :node, last_start = :at, last_end = NULL, duration_ms = NULL
            """)
    void begin(String name, UUID runId, String node, Instant at);

    /** A run has done all that was to be done; of no effect when another has begun since. */
    @Query(
            """
            UPDATE job_runs SET last_end = :at, duration_ms = :duration, last_success = :at,
                                last_error = NULL, failures = 0
            WHERE name = :name AND run_id = :runId
            """)
    void succeed(String name, UUID runId, Instant at, long duration);

    /** A run has ended early because its node ends. */
    @Query(
            """
            UPDATE job_runs SET last_end = :at, duration_ms = :duration
            WHERE name = :name AND run_id = :runId
            """)
    void stop(String name, UUID runId, Instant at, long duration);

    /** A run has failed. */
    @Query(
            """
            UPDATE job_runs SET last_end = :at, duration_ms = :duration, last_error = :error,
                                failures = failures + 1
            WHERE name = :name AND run_id = :runId
            """)
    void fail(String name, UUID runId, Instant at, long duration, String error);

    /** The run of a node that is gone has failed, if it had begun. */
    @Query(
            """
            UPDATE job_runs SET last_end = :at, last_error = :error, failures = failures + 1
            WHERE name = :name AND node = :node AND last_end IS NULL
            """)
    void abandon(String name, String node, Instant at, String error);
}

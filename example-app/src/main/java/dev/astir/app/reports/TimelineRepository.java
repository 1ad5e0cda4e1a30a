package dev.astir.app.reports;

import dev.astir.app.sessions.Session;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What stands beside the line of a day. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TimelineRepository extends GenericRepository<Timeline.Correction, UUID> {

    /**
     * Sessions of which some part lies in the time, in order; an empty one at its moment. One that
     * runs has gone as far as now.
     */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND user_id = :personId AND start_time < :to
              AND COALESCE(end_time, GREATEST(start_time, CAST(:now AS timestamptz))) >= :from
              AND (COALESCE(end_time, GREATEST(start_time, CAST(:now AS timestamptz))) > :from
                   OR start_time = COALESCE(end_time, CAST(:now AS timestamptz)))
            ORDER BY start_time, id
            """)
    List<Session> sessions(
            UUID organizationId, UUID personId, Instant from, Instant to, Instant now);

    /** What was changed of these sessions, newest first. */
    @Query(
            """
            SELECT c.id, c.session_id, c.corrected_at, c.corrected_by, u.name AS by_name, c.reason,
                   c.before, c.after
            FROM session_corrections c
            JOIN work_sessions s ON s.organization_id = c.organization_id AND s.id = c.session_id
            LEFT JOIN users u ON u.organization_id = c.organization_id AND u.id = c.corrected_by
            WHERE c.organization_id = :organizationId AND c.person_id = :personId
              AND s.start_time < :to AND COALESCE(s.end_time, CAST(:now AS timestamptz)) > :from
            ORDER BY c.corrected_at DESC, c.id DESC LIMIT 200
            """)
    List<Timeline.Correction> corrections(
            UUID organizationId, UUID personId, Instant from, Instant to, Instant now);

    /** What came too late, of this time. */
    @Query(
            """
            SELECT id, started_at AS start_time, ended_at AS end_time, kind, app AS app_name,
                   received_at
            FROM intervals
            WHERE organization_id = :organizationId AND person_id = :personId
              AND started_at >= CAST(:from AS timestamptz) - interval '24 hours'
              AND started_at < :to AND ended_at > :from AND kept_aside
            ORDER BY started_at, id LIMIT 1000
            """)
    List<Timeline.Late> late(UUID organizationId, UUID personId, Instant from, Instant to);
}

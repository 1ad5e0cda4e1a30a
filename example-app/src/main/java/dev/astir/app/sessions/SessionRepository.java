package dev.astir.app.sessions;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code work_sessions}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRepository extends GenericRepository<Session, UUID> {

    /** The new session; null when the person has a running one. */
    @Query(
            """
            INSERT INTO work_sessions (organization_id, id, user_id, project_id, start_time, status)
            VALUES (:organizationId, :id, :userId, :projectId, :at, 'active')
            ON CONFLICT (organization_id, user_id) WHERE status = 'active' DO NOTHING
            RETURNING *
            """)
    @Nullable Session start(
            UUID organizationId, UUID userId, @Nullable UUID projectId, UUID id, Instant at);

    @Query("SELECT * FROM work_sessions WHERE organization_id = :organizationId AND id = :id")
    Optional<Session> find(UUID organizationId, UUID id);

    /** Waits for whoever changes it, and holds it until the transaction ends. */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND id = :id FOR UPDATE
            """)
    Optional<Session> hold(UUID organizationId, UUID id);

    /** The person's running session. */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND user_id = :userId AND status = 'active'
            """)
    Optional<Session> active(UUID organizationId, UUID userId);

    /**
     * All that run, newest first; one a person at most.
     *
     * @param seen only these people's; null for everybody's
     */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND status = 'active'
              AND (CAST(:seen AS uuid[]) IS NULL OR user_id = ANY (CAST(:seen AS uuid[])))
            ORDER BY start_time DESC, id DESC
            """)
    List<Session> running(
            UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen);

    /**
     * Sessions of which some part lies in the period, newest first.
     *
     * @param seen only these people's; null for everybody's
     */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId
              AND (CAST(:seen AS uuid[]) IS NULL OR user_id = ANY (CAST(:seen AS uuid[])))
              AND COALESCE(end_time, 'infinity') > :from AND start_time < :to
              AND (start_time, id) < (:beforeStart, :beforeId)
            ORDER BY start_time DESC, id DESC LIMIT :limit
            """)
    List<Session> page(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            Instant from,
            Instant to,
            Instant beforeStart,
            UUID beforeId,
            int limit);

    /** The same of one person. */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND user_id = :userId
              AND COALESCE(end_time, 'infinity') > :from AND start_time < :to
              AND (start_time, id) < (:beforeStart, :beforeId)
            ORDER BY start_time DESC, id DESC LIMIT :limit
            """)
    List<Session> pageOf(
            UUID organizationId,
            UUID userId,
            Instant from,
            Instant to,
            Instant beforeStart,
            UUID beforeId,
            int limit);

    /**
     * A person's sessions of which some part lies between the two times, held until the transaction
     * ends. Always in the order of their ids, so that two of these cannot wait for each other.
     */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND user_id = :userId AND start_time < :to
              AND COALESCE(end_time, 'infinity') > :from
            ORDER BY id FOR UPDATE
            """)
    List<Session> holdOverlapping(UUID organizationId, UUID userId, Instant from, Instant to);

    /**
     * The session with what was posted added; null when it does not have this status (any more).
     */
    @Query(
            """
            UPDATE work_sessions
            SET posted_active_seconds = posted_active_seconds + :activeSeconds,
                posted_idle_seconds = posted_idle_seconds + :idleSeconds,
                last_activity_at = greatest(last_activity_at, CAST(:lastActiveEnd AS timestamptz)),
                version = version + 1
            WHERE organization_id = :organizationId AND id = :id AND status = lower(:status)
            RETURNING *
            """)
    @Nullable Session post(
            UUID organizationId,
            UUID id,
            SessionStatus status,
            long activeSeconds,
            long idleSeconds,
            @Nullable Instant lastActiveEnd);

    /** The session with what agents captured in it; null when that is what it had. */
    @Query(
            """
            UPDATE work_sessions
            SET captured_active_seconds = :activeSeconds, captured_idle_seconds = :idleSeconds,
                last_activity_at = greatest(last_activity_at, CAST(:lastActiveEnd AS timestamptz)),
                version = version + 1
            WHERE organization_id = :organizationId AND id = :id
              AND (captured_active_seconds, captured_idle_seconds)
                  <> (:activeSeconds, :idleSeconds)
            RETURNING *
            """)
    @Nullable Session capture(
            UUID organizationId,
            UUID id,
            long activeSeconds,
            long idleSeconds,
            @Nullable Instant lastActiveEnd);

    /** Ends a session that is held and runs. */
    @Query(
            """
            UPDATE work_sessions
            SET status = 'stopped', end_time = :at, captured_active_seconds = :activeSeconds,
                captured_idle_seconds = :idleSeconds, version = version + 1
            WHERE organization_id = :organizationId AND id = :id
            RETURNING *
            """)
    @Nullable Session stop(
            UUID organizationId, UUID id, Instant at, long activeSeconds, long idleSeconds);
}

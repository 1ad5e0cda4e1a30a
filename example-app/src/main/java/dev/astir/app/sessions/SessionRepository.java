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
            INSERT INTO work_sessions (organization_id, id, user_id, project_id, task_id,
                start_time, status)
            VALUES (:organizationId, :id, :userId, CAST(:projectId AS uuid),
                CAST(:taskId AS uuid), :at, 'active')
            ON CONFLICT (organization_id, user_id) WHERE status = 'active' DO NOTHING
            RETURNING *
            """)
    @Nullable Session start(
            UUID organizationId,
            UUID userId,
            @Nullable UUID projectId,
            @Nullable UUID taskId,
            UUID id,
            Instant at);

    /** A session that is over. */
    @Query(
            """
            INSERT INTO work_sessions (organization_id, id, user_id, source, project_id, task_id,
                start_time, end_time, status)
            VALUES (:organizationId, :id, :userId, lower(:source), CAST(:projectId AS uuid),
                CAST(:taskId AS uuid), :from, :to, 'stopped')
            RETURNING *
            """)
    Session add(
            UUID organizationId,
            UUID id,
            UUID userId,
            SessionSource source,
            @Nullable UUID projectId,
            @Nullable UUID taskId,
            Instant from,
            Instant to);

    @Query("DELETE FROM work_sessions WHERE organization_id = :organizationId AND id = :id")
    long delete(UUID organizationId, UUID id);

    /** One that some part of the stretch lies in; none is in the way that took no time. */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND user_id = :userId
              AND start_time < COALESCE(CAST(:to AS timestamptz), 'infinity')
              AND COALESCE(end_time, 'infinity') > :from AND end_time IS DISTINCT FROM start_time
              AND id IS DISTINCT FROM CAST(:except AS uuid)
            ORDER BY start_time, id LIMIT 1
            """)
    Optional<Session> overlapping(
            UUID organizationId,
            UUID userId,
            @Nullable UUID except,
            Instant from,
            @Nullable Instant to);

    /** The last that ends after a time. */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND user_id = :userId AND end_time > :time
              AND COALESCE(end_time, 'infinity') > :time
            ORDER BY end_time DESC LIMIT 1
            """)
    Optional<Session> endingAfter(UUID organizationId, UUID userId, Instant time);

    @Query("SELECT * FROM work_sessions WHERE organization_id = :organizationId AND id = :id")
    Optional<Session> find(UUID organizationId, UUID id);

    /** Until the transaction ends, none of the person's sessions gets other bounds elsewhere. */
    @Query(
            """
            SELECT true FROM (SELECT pg_advisory_xact_lock_shared(
                hashtextextended(CAST(:userId AS text), 16))) AS held
            """)
    boolean holdBounds(UUID userId);

    /** As {@link #holdBounds}, to change them; waits for those who count in them. */
    @Query(
            """
            SELECT true FROM (SELECT pg_advisory_xact_lock(
                hashtextextended(CAST(:userId AS text), 16))) AS held
            """)
    boolean takeBounds(UUID userId);

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

    /** Those of these that exist. */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND id = ANY (:ids)
            """)
    List<Session> these(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] ids);

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
     * The session with what was posted added; null when its bounds are others than these (any
     * more).
     */
    @Query(
            """
            UPDATE work_sessions
            SET posted_active_seconds = posted_active_seconds + :activeSeconds,
                posted_idle_seconds = posted_idle_seconds + :idleSeconds,
                last_activity_at = greatest(last_activity_at, CAST(:lastActiveEnd AS timestamptz)),
                version = version + 1
            WHERE organization_id = :organizationId AND id = :id AND start_time = :startTime
              AND end_time IS NOT DISTINCT FROM CAST(:endTime AS timestamptz)
            RETURNING *
            """)
    @Nullable Session post(
            UUID organizationId,
            UUID id,
            Instant startTime,
            @Nullable Instant endTime,
            long activeSeconds,
            long idleSeconds,
            @Nullable Instant lastActiveEnd);

    /** The session with what was posted before added; null when it is gone. */
    @Query(
            """
            UPDATE work_sessions
            SET posted_active_seconds = posted_active_seconds + :activeSeconds,
                posted_idle_seconds = posted_idle_seconds + :idleSeconds,
                last_activity_at = greatest(last_activity_at, CAST(:lastActiveEnd AS timestamptz)),
                version = version + 1
            WHERE organization_id = :organizationId AND id = :id
            RETURNING *
            """)
    @Nullable Session addPosted(
            UUID organizationId,
            UUID id,
            long activeSeconds,
            long idleSeconds,
            @Nullable Instant lastActiveEnd);

    /** The session with so much idle time discarded; null when that is what it had. */
    @Query(
            """
            UPDATE work_sessions SET discarded_seconds = :seconds, version = version + 1
            WHERE organization_id = :organizationId AND id = :id AND discarded_seconds <> :seconds
            RETURNING *
            """)
    @Nullable Session discard(UUID organizationId, UUID id, long seconds);

    /** Something that belongs to it changed. */
    @Query(
            """
            UPDATE work_sessions SET version = version + 1
            WHERE organization_id = :organizationId AND id = :id RETURNING *
            """)
    Session touch(UUID organizationId, UUID id);

    /** Ends a session that is held and runs. */
    @Query(
            """
            UPDATE work_sessions
            SET status = 'stopped', end_time = :at, version = version + 1
            WHERE organization_id = :organizationId AND id = :id
            RETURNING *
            """)
    @Nullable Session stop(UUID organizationId, UUID id, Instant at);

    /** Gives a session that is held other bounds and another purpose. */
    @Query(
            """
            UPDATE work_sessions
            SET start_time = :from, end_time = CAST(:to AS timestamptz),
                project_id = CAST(:projectId AS uuid), task_id = CAST(:taskId AS uuid),
                version = version + 1
            WHERE organization_id = :organizationId AND id = :id
            RETURNING *
            """)
    @Nullable Session correct(
            UUID organizationId,
            UUID id,
            Instant from,
            @Nullable Instant to,
            @Nullable UUID projectId,
            @Nullable UUID taskId);
}

package dev.astir.app.sessions;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What agents captured in sessions, of the table {@code work_sessions}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CapturedRepository extends GenericRepository<Session, UUID> {

    /**
     * As {@link SessionRepository#holdBounds}; where agents make sessions, nothing is held, and the
     * answer is false.
     */
    @Query(
            """
            SELECT count(held) = 1 FROM (
                SELECT CAST(pg_advisory_xact_lock_shared(
                    hashtextextended(CAST(:userId AS text), 16)) AS text) AS held
                FROM organizations WHERE id = :organizationId AND NOT automatic_sessions) AS holding
            """)
    boolean holdBoundsUnlessAutomatic(UUID organizationId, UUID userId);

    /**
     * The session with what agents captured in it; null when that is what it had. Its version stays
     * where only parts of seconds are others.
     */
    @Query(
            """
            UPDATE work_sessions
            SET captured_active_micros = :activeMicros, captured_idle_micros = :idleMicros,
                captured_active_seconds = (:activeMicros + 500) / 1000000,
                captured_idle_seconds = (:idleMicros + 500) / 1000000,
                captured_until = CAST(:until AS timestamptz),
                captured_active_until = CAST(:activeUntil AS timestamptz),
                last_activity_at = CASE
                    WHEN (captured_active_seconds, captured_idle_seconds)
                        = ((:activeMicros + 500) / 1000000, (:idleMicros + 500) / 1000000)
                    THEN last_activity_at
                    ELSE greatest(last_activity_at, CAST(:lastActiveEnd AS timestamptz)) END,
                version = version + CASE
                    WHEN (captured_active_seconds, captured_idle_seconds)
                        = ((:activeMicros + 500) / 1000000, (:idleMicros + 500) / 1000000)
                    THEN 0 ELSE 1 END
            WHERE organization_id = :organizationId AND id = :id
              AND (captured_active_micros, captured_idle_micros, captured_until, captured_active_until,
                   captured_active_seconds, captured_idle_seconds)
                  IS DISTINCT FROM (:activeMicros, :idleMicros, CAST(:until AS timestamptz),
                      CAST(:activeUntil AS timestamptz), (:activeMicros + 500) / 1000000,
                      (:idleMicros + 500) / 1000000)
            RETURNING *
            """)
    @Nullable Session capture(
            UUID organizationId,
            UUID id,
            long activeMicros,
            long idleMicros,
            @Nullable Instant until,
            @Nullable Instant activeUntil,
            @Nullable Instant lastActiveEnd);

    /**
     * The session with what agents captured besides, where that begins when all that was counted is
     * over, lies in no other session, and nothing of the session is discarded; null otherwise, and
     * where it comes to no whole second. The bounds are held.
     *
     * @param from where the first begins
     * @param to where the last ends
     * @param active a multirange, as PostgreSQL writes it
     * @param idle as {@code active}; what is both is active
     */
    @Query(
            """
            WITH held AS (
                SELECT * FROM work_sessions
                WHERE organization_id = :organizationId AND user_id = :userId AND start_time < :to
                  AND COALESCE(end_time, 'infinity') > :from
                ORDER BY id FOR UPDATE),
            lying AS (
                SELECT id, within * CAST(:active AS tstzmultirange) AS active,
                       within * (CAST(:idle AS tstzmultirange) - CAST(:active AS tstzmultirange)) AS idle
                FROM held, LATERAL tstzmultirange(tstzrange(start_time, end_time)) AS within
                WHERE captured_until <= :from AND (SELECT count(*) FROM held) = 1
                  AND NOT EXISTS (
                      SELECT FROM stated_times t
                      WHERE t.organization_id = held.organization_id AND t.session_id = held.id
                        AND t.decision = 'discard')),
            more AS MATERIALIZED (
                SELECT id, upper(active) AS active_until, upper(active + idle) AS until,
                       (SELECT COALESCE(sum(extract(epoch FROM upper(r) - lower(r))) * 1000000, 0)
                        FROM unnest(active) AS r)::bigint AS active_micros,
                       (SELECT COALESCE(sum(extract(epoch FROM upper(r) - lower(r))) * 1000000, 0)
                        FROM unnest(idle) AS r)::bigint AS idle_micros
                FROM lying)
            UPDATE work_sessions s
            SET captured_active_micros = s.captured_active_micros + more.active_micros,
                captured_idle_micros = s.captured_idle_micros + more.idle_micros,
                captured_active_seconds = (s.captured_active_micros + more.active_micros + 500) / 1000000,
                captured_idle_seconds = (s.captured_idle_micros + more.idle_micros + 500) / 1000000,
                captured_until = greatest(s.captured_until, more.until),
                captured_active_until = greatest(s.captured_active_until, more.active_until),
                last_activity_at = greatest(s.last_activity_at, CASE
                    WHEN greatest(s.captured_active_until, more.active_until) > :now
                    THEN CAST(:now AS timestamptz)
                    ELSE greatest(s.captured_active_until, more.active_until) END),
                version = s.version + 1
            FROM more
            WHERE s.organization_id = :organizationId AND s.id = more.id
              AND (s.captured_active_seconds, s.captured_idle_seconds)
                  <> ((s.captured_active_micros + more.active_micros + 500) / 1000000,
                      (s.captured_idle_micros + more.idle_micros + 500) / 1000000)
            RETURNING s.*
            """)
    @Nullable Session grow(
            UUID organizationId,
            UUID userId,
            Instant from,
            Instant to,
            String active,
            String idle,
            Instant now);

    /**
     * What was counted of a person's sessions in some time is to be counted from all of it; they
     * are held.
     */
    @Query(
            """
            UPDATE work_sessions SET captured_until = NULL
            WHERE organization_id = :organizationId AND user_id = :userId AND start_time < :to
              AND COALESCE(end_time, 'infinity') > :from AND captured_until IS NOT NULL
            """)
    long forget(UUID organizationId, UUID userId, Instant from, Instant to);

    /** Counts a session that is held and whose bounds changed; its version did so before. */
    @Query(
            """
            UPDATE work_sessions
            SET captured_active_micros = :activeMicros, captured_idle_micros = :idleMicros,
                captured_active_seconds = (:activeMicros + 500) / 1000000,
                captured_idle_seconds = (:idleMicros + 500) / 1000000,
                captured_until = CAST(:until AS timestamptz),
                captured_active_until = CAST(:activeUntil AS timestamptz),
                last_activity_at = CAST(:lastActiveEnd AS timestamptz)
            WHERE organization_id = :organizationId AND id = :id
            RETURNING *
            """)
    @Nullable Session count(
            UUID organizationId,
            UUID id,
            long activeMicros,
            long idleMicros,
            @Nullable Instant until,
            @Nullable Instant activeUntil,
            @Nullable Instant lastActiveEnd);
}

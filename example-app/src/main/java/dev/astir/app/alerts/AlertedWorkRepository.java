package dev.astir.app.alerts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What alerts are about: sessions, what was changed of them by hand, and devices; in the caller's
 * transaction. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AlertedWorkRepository extends GenericRepository<AlertedWorkRepository.Corrected, UUID> {

    /** What was changed of a session by hand. */
    @MappedEntity("session_corrections")
    record Corrected(
            @Id UUID id,
            UUID sessionId,
            Instant correctedAt,
            UUID correctedBy,
            @Nullable String byName,
            String reason,
            @Nullable @TypeDef(type = DataType.JSON) Map<String, Object> before,
            @TypeDef(type = DataType.JSON) Map<String, Object> after) {}

    /** A session in which nothing was done for long. */
    @MappedEntity("work_sessions")
    record Still(
            @Id UUID id,
            UUID userId,
            Instant startTime,
            @Nullable Instant lastActivityAt,
            int limitSeconds) {}

    /** A session that is over. */
    @MappedEntity("work_sessions")
    record Ended(@Id UUID id) {}

    /** A device and its last sign. */
    @MappedEntity("agents")
    record Sign(@Id UUID id, UUID userId, String hostname, Instant lastSeenAt, int limitSeconds) {}

    /** Of sessions of which some part lies between the two times, the earliest first. */
    @Query(
            """
            SELECT c.*, u.name AS by_name FROM session_corrections c
            JOIN work_sessions s ON s.organization_id = c.organization_id AND s.id = c.session_id
            LEFT JOIN users u ON u.organization_id = c.organization_id AND u.id = c.corrected_by
            WHERE c.organization_id = :organizationId AND c.person_id = :userId
              AND s.user_id = :userId AND s.start_time < :to
              AND COALESCE(s.end_time, 'infinity') > :from
            ORDER BY c.corrected_at, c.id LIMIT 100
            """)
    List<Corrected> corrected(UUID organizationId, UUID userId, Instant from, Instant to);

    /** Of one session, the earliest first. */
    @Query(
            """
            SELECT c.*, u.name AS by_name FROM session_corrections c
            LEFT JOIN users u ON u.organization_id = c.organization_id AND u.id = c.corrected_by
            WHERE c.organization_id = :organizationId
              AND c.session_id = CAST(:sessionId AS uuid)
            ORDER BY c.corrected_at, c.id LIMIT 100
            """)
    List<Corrected> ofSession(UUID organizationId, @Nullable UUID sessionId);

    /** Running sessions in which nothing was done for as long as a forgotten one's, by id. */
    @Query(
            """
            SELECT * FROM (
                SELECT s.id, s.user_id, s.start_time, s.last_activity_at,
                       COALESCE(l.session_forgotten_after_seconds,
                                o.session_forgotten_after_seconds) AS limit_seconds
                FROM work_sessions s
                JOIN organizations o ON o.id = s.organization_id
                JOIN users u ON u.organization_id = s.organization_id AND u.id = s.user_id
                    AND u.status = 'active'
                LEFT JOIN alert_limits l ON l.organization_id = u.organization_id
                    AND l.team_id = u.team_id
                WHERE s.organization_id = :organizationId AND s.status = 'active') AS running
            WHERE COALESCE(last_activity_at, start_time)
                  <= CAST(:now AS timestamptz) - make_interval(secs => limit_seconds)
            ORDER BY id
            """)
    List<Still> still(UUID organizationId, Instant now);

    /**
     * Sessions with an open alert that are not running any more, or whose person may not work, by
     * id.
     */
    @Query(
            """
            SELECT a.session_id AS id FROM alerts a
            WHERE a.organization_id = :organizationId AND a.type = 'session-forgotten'
              AND a.closed_at IS NULL
              AND NOT EXISTS (
                  SELECT FROM work_sessions s
                  JOIN users u ON u.organization_id = s.organization_id AND u.id = s.user_id
                      AND u.status = 'active'
                  WHERE s.organization_id = a.organization_id AND s.id = a.session_id
                    AND s.status = 'active')
            ORDER BY a.session_id
            """)
    List<Ended> ended(UUID organizationId);

    /** Devices that may report, were there once, and have given no sign for long, by id. */
    @Query(
            """
            SELECT * FROM (
                SELECT a.id, a.user_id, a.hostname, a.last_seen_at,
                       COALESCE(l.agent_silent_after_seconds,
                                o.agent_silent_after_seconds) AS limit_seconds
                FROM agents a
                JOIN organizations o ON o.id = a.organization_id
                JOIN users u ON u.organization_id = a.organization_id AND u.id = a.user_id
                    AND u.status = 'active'
                LEFT JOIN alert_limits l ON l.organization_id = u.organization_id
                    AND l.team_id = u.team_id
                WHERE a.organization_id = :organizationId AND a.status = 'active') AS device
            WHERE last_seen_at <= CAST(:now AS timestamptz) - make_interval(secs => limit_seconds)
            ORDER BY id
            """)
    List<Sign> silent(UUID organizationId, Instant now);

    /** When these devices gave their last sign, of those that ever did. */
    @Query(
            """
            SELECT id, user_id, hostname, last_seen_at, 0 AS limit_seconds FROM agents
            WHERE organization_id = :organizationId AND id = ANY (:ids)
              AND last_seen_at IS NOT NULL
            """)
    List<Sign> signs(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] ids);
}

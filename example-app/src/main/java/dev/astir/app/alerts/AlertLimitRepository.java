package dev.astir.app.alerts;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code alert_limits}, and what follows of it for people. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AlertLimitRepository extends GenericRepository<AlertLimitRepository.OfTeam, UUID> {

    /** What a team decided; null where it is as the organization decided. */
    @Introspected
    @MappedEntity("alert_limits")
    record OfTeam(
            @Id UUID teamId,
            @Nullable Boolean idleAlerts,
            @Nullable Integer idleAfterSeconds,
            @Nullable Boolean overtimeAlerts,
            @Nullable Integer overtimeAfterSeconds,
            @Nullable Integer weeklyOvertimeAfterSeconds,
            @Nullable Integer agentSilentAfterSeconds,
            @Nullable Integer sessionForgottenAfterSeconds) {}

    @Query(
            """
            SELECT * FROM alert_limits
            WHERE organization_id = :organizationId AND team_id = :teamId
            """)
    Optional<OfTeam> find(UUID organizationId, UUID teamId);

    @Query("DELETE FROM alert_limits WHERE organization_id = :organizationId AND team_id = :teamId")
    long clear(UUID organizationId, UUID teamId);

    @Query(
            """
            INSERT INTO alert_limits (organization_id, team_id, idle_alerts, idle_after_seconds,
                overtime_alerts, overtime_after_seconds, weekly_overtime_after_seconds,
                agent_silent_after_seconds, session_forgotten_after_seconds)
            VALUES (:organizationId, :teamId, CAST(:idleAlerts AS boolean),
                CAST(:idleAfterSeconds AS integer), CAST(:overtimeAlerts AS boolean),
                CAST(:overtimeAfterSeconds AS integer),
                CAST(:weeklyOvertimeAfterSeconds AS integer),
                CAST(:agentSilentAfterSeconds AS integer),
                CAST(:sessionForgottenAfterSeconds AS integer))
            """)
    void add(
            UUID organizationId,
            UUID teamId,
            @Nullable Boolean idleAlerts,
            @Nullable Integer idleAfterSeconds,
            @Nullable Boolean overtimeAlerts,
            @Nullable Integer overtimeAfterSeconds,
            @Nullable Integer weeklyOvertimeAfterSeconds,
            @Nullable Integer agentSilentAfterSeconds,
            @Nullable Integer sessionForgottenAfterSeconds);

    /** What holds for each active person. */
    @Query(
            """
            SELECT u.id AS user_id, COALESCE(l.idle_alerts, o.idle_alerts) AS idle_alerts,
                   COALESCE(l.idle_after_seconds, o.idle_after_seconds) AS idle_after_seconds,
                   COALESCE(l.overtime_alerts, o.overtime_alerts) AS overtime_alerts,
                   COALESCE(l.overtime_after_seconds, o.overtime_after_seconds)
                       AS overtime_after_seconds,
                   COALESCE(l.weekly_overtime_after_seconds, o.weekly_overtime_after_seconds)
                       AS weekly_overtime_after_seconds
            FROM users u
            JOIN organizations o ON o.id = u.organization_id
            LEFT JOIN alert_limits l ON l.organization_id = u.organization_id
                AND l.team_id = u.team_id
            WHERE u.organization_id = :organizationId AND u.status = 'active'
            """)
    List<PersonLimits> ofPeople(UUID organizationId);

    /** Organizations in which somebody's idle time may open or close an alert. Only as system. */
    @Query(
            """
            SELECT id FROM organizations WHERE idle_alerts
            UNION SELECT organization_id FROM alert_limits WHERE idle_alerts
            UNION SELECT organization_id FROM alerts WHERE type = 'idle' AND closed_at IS NULL
            """)
    List<UUID> withIdleAlerts();

    /** The same of overtime. Only as system. */
    @Query(
            """
            SELECT id FROM organizations WHERE overtime_alerts
            UNION SELECT organization_id FROM alert_limits WHERE overtime_alerts
            UNION SELECT organization_id FROM alerts WHERE type = 'overtime' AND closed_at IS NULL
            """)
    List<UUID> withOvertimeAlerts();

    /** All of them. Only as system. */
    @Query("SELECT id FROM organizations")
    List<UUID> all();
}

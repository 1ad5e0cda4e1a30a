package dev.astir.app.policies;

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

/** The table {@code policies}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PolicyRepository extends GenericRepository<PolicyVersion, Integer> {

    /** What versions demand, without what they say in words, which is long. */
    String SETTINGS =
            """
            SELECT version, '' AS text, capture_titles, introspection, never_capture,
                   idle_after_seconds, '' AS additional_text, retention_days,
                   insights_for_managers, idle_alerts, overtime_alerts, created_by, created_at
            FROM policies
            """;

    @Query(
            """
            SELECT * FROM policies WHERE organization_id = :organizationId
            ORDER BY version DESC LIMIT 1
            """)
    Optional<PolicyVersion> newest(UUID organizationId);

    /**
     * The version that this person acknowledged last, and all after it, without what they say in
     * words; none if there is none. Each message of an agent asks for them.
     */
    @Query(
            SETTINGS
                    + """
                    WHERE organization_id = :organizationId AND version >= (
                        SELECT max(k.version) FROM policy_acknowledgements k
                        WHERE k.organization_id = :organizationId AND k.user_id = :userId)
                    ORDER BY version
                    """)
    List<PolicyVersion> sinceAcknowledged(UUID organizationId, UUID userId);

    /** Those from this one on, and the newest in any case; without what they say in words. */
    @Query(
            SETTINGS
                    + """
                    WHERE organization_id = :organizationId AND version >= LEAST(:from, (
                        SELECT max(version) FROM policies WHERE organization_id = :organizationId))
                    ORDER BY version
                    """)
    List<PolicyVersion> settingsFrom(UUID organizationId, int from);

    /** Those before this one, newest first. */
    @Query(
            """
            SELECT * FROM policies WHERE organization_id = :organizationId AND version < :before
            ORDER BY version DESC LIMIT :limit
            """)
    List<PolicyVersion> before(UUID organizationId, int before, int limit);

    @Query(
            """
            INSERT INTO policies (organization_id, version, text, capture_titles, introspection,
                                  never_capture, idle_after_seconds, additional_text,
                                  retention_days, insights_for_managers, idle_alerts,
                                  overtime_alerts, created_by, created_at)
            VALUES (:organizationId, :version, :text, :captureTitles, :introspection,
                    :neverCapture, :idleAfterSeconds, :additionalText,
                    :retentionDays, :insightsForManagers, lower(:idleAlerts),
                    lower(:overtimeAlerts), CAST(:createdBy AS uuid), :now)
            """)
    void add(
            UUID organizationId,
            int version,
            String text,
            boolean captureTitles,
            boolean introspection,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> neverCapture,
            int idleAfterSeconds,
            String additionalText,
            @Nullable Integer retentionDays,
            boolean insightsForManagers,
            AlertReach idleAlerts,
            AlertReach overtimeAlerts,
            @Nullable UUID createdBy,
            Instant now);

    /** Whether some team decided to have alerts about idle time. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM alert_limits
                           WHERE organization_id = :organizationId AND idle_alerts)
            """)
    boolean teamsWithIdleAlerts(UUID organizationId);

    /** The same of overtime. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM alert_limits
                           WHERE organization_id = :organizationId AND overtime_alerts)
            """)
    boolean teamsWithOvertimeAlerts(UUID organizationId);
}

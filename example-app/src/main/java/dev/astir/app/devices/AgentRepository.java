package dev.astir.app.devices;

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

/** The table {@code agents}, in the caller's transaction. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AgentRepository extends GenericRepository<Agent, UUID> {

    /**
     * Who has this key, whatever the status. A device of a suspended person counts as blocked. Only
     * as system: the organization is not known yet.
     */
    @Query(
            """
            SELECT a.id, a.organization_id, a.user_id, a.skew_millis,
                   CASE WHEN u.status = 'active' THEN a.status ELSE 'blocked' END AS status
            FROM agents a JOIN users u ON u.organization_id = a.organization_id AND u.id = a.user_id
            WHERE a.key_hash = :keyHash
            """)
    Optional<Device> byKey(byte[] keyHash);

    /**
     * Those of many devices that may report, by id; as system, whatever their organizations. Each
     * is looked up by its key, whatever is known of the tables' sizes.
     *
     * @param organizations of the devices, in the order of {@code ids}
     */
    @Query(
            """
            SELECT a.id
            FROM unnest(CAST(:organizations AS uuid[]), CAST(:ids AS uuid[]))
                     AS asked (organization_id, id)
            CROSS JOIN LATERAL (
                SELECT * FROM agents
                WHERE organization_id = asked.organization_id AND id = asked.id LIMIT 1) a
            CROSS JOIN LATERAL (
                SELECT * FROM users
                WHERE organization_id = a.organization_id AND id = a.user_id LIMIT 1) u
            WHERE a.status = 'active' AND u.status = 'active'
            """)
    List<UUID> active(
            @TypeDef(type = DataType.OBJECT) UUID[] organizations,
            @TypeDef(type = DataType.OBJECT) UUID[] ids);

    @Query(
            """
            INSERT INTO agents (organization_id, id, user_id, hostname, os, key_hash, status,
                                acknowledged_policy, enrolled_at)
            VALUES (:organizationId, :id, :userId, :hostname, :os, :keyHash, 'active',
                    :acknowledgedPolicy, :now)
            """)
    void insert(
            UUID organizationId,
            UUID id,
            UUID userId,
            String hostname,
            String os,
            byte[] keyHash,
            int acknowledgedPolicy,
            Instant now);

    /**
     * Devices that are not removed, by id.
     *
     * @param seen only these people's; null for everybody's
     * @param after the last id of the page before; null for the first page
     */
    @Query(
            """
            SELECT a.*, u.name AS user_name
            FROM agents a JOIN users u ON u.organization_id = a.organization_id AND u.id = a.user_id
            WHERE a.organization_id = :organizationId AND a.status <> 'removed'
              AND (CAST(:seen AS uuid[]) IS NULL OR a.user_id = ANY (CAST(:seen AS uuid[])))
              AND (CAST(:after AS uuid) IS NULL OR a.id > CAST(:after AS uuid))
            ORDER BY a.id LIMIT :limit
            """)
    List<Agent> page(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            @Nullable UUID after,
            int limit);

    /**
     * The changed device; null when there is none that is not removed.
     *
     * @param userId only if it is this person's; null for anybody's
     */
    @Query(
            """
            UPDATE agents a SET status = lower(:status) FROM users u
            WHERE a.organization_id = :organizationId AND a.id = :id AND a.status <> 'removed'
              AND (CAST(:userId AS uuid) IS NULL OR a.user_id = CAST(:userId AS uuid))
              AND u.organization_id = a.organization_id AND u.id = a.user_id
            RETURNING a.*, u.name AS user_name
            """)
    @Nullable Agent setStatus(
            UUID organizationId, UUID id, @Nullable UUID userId, AgentStatus status);

    /** Takes out all devices of a person. */
    @Query(
            """
            UPDATE agents a SET status = 'removed' FROM users u
            WHERE a.organization_id = :organizationId AND a.user_id = :userId
              AND a.status <> 'removed'
              AND u.organization_id = a.organization_id AND u.id = a.user_id
            RETURNING a.*, u.name AS user_name
            """)
    List<Agent> removeAllOf(UUID organizationId, UUID userId);

    /** Notes what a greeting told; false if the device may not report. */
    @Query(
            """
            UPDATE agents SET version = :version, os = :os, skew_millis = :skewMillis,
                              last_seen_at = :now
            WHERE organization_id = :organizationId AND id = :id AND status = 'active'
              AND EXISTS (SELECT FROM users u WHERE u.organization_id = agents.organization_id
                            AND u.id = agents.user_id AND u.status = 'active')
            """)
    boolean greeted(
            UUID organizationId, UUID id, String version, String os, long skewMillis, Instant now);

    /** What the device is called. */
    @Query("SELECT hostname FROM agents WHERE organization_id = :organizationId AND id = :id")
    Optional<String> hostname(UUID organizationId, UUID id);

    /**
     * Notes that the device reported, and holds its row until the transaction ends, so that a block
     * takes effect either before or after it; false if the device may not report.
     */
    @Query(
            """
            UPDATE agents SET last_seen_at = :now
            WHERE organization_id = :organizationId AND id = :id AND status = 'active'
              AND EXISTS (SELECT FROM users u WHERE u.organization_id = agents.organization_id
                            AND u.id = agents.user_id AND u.status = 'active')
            """)
    boolean seen(UUID organizationId, UUID id, Instant now);
}

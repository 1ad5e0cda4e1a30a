package dev.astir.app.presence;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code presence}, in the caller's transaction. The database's clock decides what is
 * expired. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PresenceRepository extends GenericRepository<DevicePresence, UUID> {

    /** A device that was taken out. */
    @MappedEntity("presence")
    record Removed(UUID organizationId, UUID userId, Instant lastSeen) {}

    /** A line. */
    @MappedEntity("presence")
    record Line(UUID connectionId) {}

    /** Changes a device that is here, and makes this line its current one; false if it is not. */
    @Query(
            """
            UPDATE presence
            SET user_id = :userId, connection_id = :connectionId, state = lower(:state), app = :app,
                site = :site, title = :title, media = :media, since = :since, last_seen = now(),
                expires_at = now() + :millis * interval '1 millisecond'
            WHERE organization_id = :organizationId AND agent_id = :agentId AND expires_at > now()
            """)
    boolean change(
            UUID organizationId,
            UUID agentId,
            UUID userId,
            UUID connectionId,
            PresenceState state,
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String media,
            Instant since,
            long millis);

    /**
     * Puts a device.
     *
     * @param isRestored whether one that is here stays as it is
     */
    @Query(
            """
            INSERT INTO presence (organization_id, agent_id, user_id, connection_id, state,
                                  app, site, title, media, since, last_seen, expires_at)
            VALUES (:organizationId, :agentId, :userId, :connectionId, lower(:state),
                    :app, :site, :title, :media, :since,
                    now() - :silence * interval '1 millisecond',
                    now() + :millis * interval '1 millisecond')
            ON CONFLICT (organization_id, agent_id) DO UPDATE SET
                user_id = EXCLUDED.user_id, connection_id = EXCLUDED.connection_id,
                state = EXCLUDED.state, app = EXCLUDED.app, site = EXCLUDED.site,
                title = EXCLUDED.title,
                media = EXCLUDED.media, since = EXCLUDED.since, last_seen = EXCLUDED.last_seen,
                expires_at = EXCLUDED.expires_at
            WHERE NOT :isRestored OR presence.expires_at <= now()
            """)
    boolean put(
            UUID organizationId,
            UUID agentId,
            UUID userId,
            UUID connectionId,
            PresenceState state,
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String media,
            Instant since,
            long silence,
            long millis,
            boolean isRestored);

    /**
     * The line ended: its device stays for a while with no line, unless another one is current. So
     * a sign of life that was on its way lengthens nothing.
     */
    @Query(
            """
            UPDATE presence
            SET connection_id = '00000000-0000-0000-0000-000000000000', last_seen = GREATEST(last_seen, now() - :silence * interval '1 millisecond'),
                expires_at = now() + :millis * interval '1 millisecond'
            WHERE organization_id = :organizationId AND agent_id = :agentId
              AND connection_id = :connectionId AND expires_at > now()
            """)
    void leave(UUID organizationId, UUID agentId, UUID connectionId, long silence, long millis);

    /** Takes the device out at once, whatever line is current. */
    @Query(
            """
            DELETE FROM presence WHERE organization_id = :organizationId AND agent_id = :agentId
            RETURNING organization_id, user_id, last_seen
            """)
    List<Removed> remove(UUID organizationId, UUID agentId);

    /** These lines' devices stay for as long as this from now. Only as system. */
    @Query(
            """
            UPDATE presence p
            SET last_seen = GREATEST(last_seen, now() - line.silence * interval '1 millisecond'),
                expires_at = now() + :millis * interval '1 millisecond'
            FROM unnest(CAST(:organizationIds AS uuid[]), CAST(:agentIds AS uuid[]),
                        CAST(:connectionIds AS uuid[]), CAST(:silences AS bigint[]))
                AS line (organization_id, agent_id, connection_id, silence)
            WHERE p.organization_id = line.organization_id AND p.agent_id = line.agent_id
              AND p.connection_id = line.connection_id AND p.expires_at > now()
            """)
    void refresh(
            @TypeDef(type = DataType.OBJECT) UUID[] organizationIds,
            @TypeDef(type = DataType.OBJECT) UUID[] agentIds,
            @TypeDef(type = DataType.OBJECT) UUID[] connectionIds,
            @TypeDef(type = DataType.OBJECT) Long[] silences,
            long millis);

    /** The lines whose devices are not here. Only as system. */
    @Query(
            """
            SELECT line.connection_id
            FROM unnest(CAST(:organizationIds AS uuid[]), CAST(:agentIds AS uuid[]),
                        CAST(:connectionIds AS uuid[]))
                AS line (organization_id, agent_id, connection_id)
            WHERE NOT EXISTS (
                SELECT FROM presence p
                WHERE p.organization_id = line.organization_id AND p.agent_id = line.agent_id
                  AND p.expires_at > now())
            """)
    List<Line> lost(
            @TypeDef(type = DataType.OBJECT) UUID[] organizationIds,
            @TypeDef(type = DataType.OBJECT) UUID[] agentIds,
            @TypeDef(type = DataType.OBJECT) UUID[] connectionIds);

    /** Takes out what expired: one row a device, told to one node only. Only as system. */
    @Query(
            """
            DELETE FROM presence WHERE expires_at <= now()
            RETURNING organization_id, user_id, last_seen
            """)
    List<Removed> expire();

    /** Everybody's devices that have not expired. */
    @Query("SELECT * FROM presence WHERE organization_id = :organizationId AND expires_at > now()")
    List<DevicePresence> devices(UUID organizationId);

    /** These people's devices that have not expired. */
    @Query(
            """
            SELECT * FROM presence
            WHERE organization_id = :organizationId AND user_id = ANY (:userIds)
              AND expires_at > now()
            """)
    List<DevicePresence> devicesOf(
            UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] userIds);
}

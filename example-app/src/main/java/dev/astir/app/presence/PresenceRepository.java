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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code presence} and {@code presence_last_seen}, in the caller's transaction. The
 * database's clock decides what is expired, so that nodes with different clocks agree. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PresenceRepository extends GenericRepository<DevicePresence, UUID> {

    /** Whose devices may have changed. */
    @MappedEntity("presence")
    record Owner(UUID organizationId, UUID userId) {}

    /** Puts the device's state, and makes this line the device's current one. */
    @Query(
            """
            INSERT INTO presence (organization_id, agent_id, user_id, connection_id, state,
                                  app, site, title, media, since, last_seen, expires_at)
            VALUES (:organizationId, :agentId, :userId, :connectionId, lower(:state),
                    :app, :site, :title, :media, :since, now(), now() + :millis * interval '1 millisecond')
            ON CONFLICT (organization_id, agent_id) DO UPDATE SET
                user_id = EXCLUDED.user_id, connection_id = EXCLUDED.connection_id,
                state = EXCLUDED.state, app = EXCLUDED.app, site = EXCLUDED.site,
                title = EXCLUDED.title,
                media = EXCLUDED.media, since = EXCLUDED.since, last_seen = EXCLUDED.last_seen,
                expires_at = EXCLUDED.expires_at
            """)
    void put(
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

    /** The line ended: its device stays for a while, unless another line is the current one. */
    @Query(
            """
            UPDATE presence
            SET last_seen = now(), expires_at = now() + :millis * interval '1 millisecond'
            WHERE organization_id = :organizationId AND agent_id = :agentId
              AND connection_id = :connectionId
            """)
    void leave(UUID organizationId, UUID agentId, UUID connectionId, long millis);

    /** Takes the device out at once, whatever line is current. */
    @Query("DELETE FROM presence WHERE organization_id = :organizationId AND agent_id = :agentId")
    void remove(UUID organizationId, UUID agentId);

    /** These lines' devices stay for as long as this from now. Only as system. */
    @Query(
            """
            UPDATE presence
            SET last_seen = now(), expires_at = now() + :millis * interval '1 millisecond'
            WHERE connection_id = ANY (:connectionIds)
            """)
    void refresh(@TypeDef(type = DataType.OBJECT) UUID[] connectionIds, long millis);

    /** Takes out what expired: one owner a device, told to one node only. Only as system. */
    @Query("DELETE FROM presence WHERE expires_at <= now() RETURNING organization_id, user_id")
    List<Owner> expire();

    /** Everybody's devices that have not expired. */
    @Query("SELECT * FROM presence WHERE organization_id = :organizationId AND expires_at > now()")
    List<DevicePresence> devices(UUID organizationId);

    /** One person's devices that have not expired. */
    @Query(
            """
            SELECT * FROM presence
            WHERE organization_id = :organizationId AND user_id = :userId AND expires_at > now()
            """)
    List<DevicePresence> devices(UUID organizationId, UUID userId);

    /** Everybody who is shown, by name. */
    @Query(
            """
            SELECT u.id, u.name, coalesce(u.time_zone, o.time_zone) AS time_zone,
                   t.id AS team_id, t.name AS team_name, s.last_seen
            FROM users u JOIN organizations o ON o.id = u.organization_id
            LEFT JOIN teams t ON t.organization_id = u.organization_id AND t.id = u.team_id
            LEFT JOIN presence_last_seen s ON s.organization_id = u.organization_id AND s.user_id = u.id
            WHERE u.organization_id = :organizationId AND u.status = 'active'
            ORDER BY u.name, u.id
            """)
    List<Presentity> presentities(UUID organizationId);

    /** The person, if they are shown. */
    @Query(
            """
            SELECT u.id, u.name, coalesce(u.time_zone, o.time_zone) AS time_zone,
                   t.id AS team_id, t.name AS team_name, s.last_seen
            FROM users u JOIN organizations o ON o.id = u.organization_id
            LEFT JOIN teams t ON t.organization_id = u.organization_id AND t.id = u.team_id
            LEFT JOIN presence_last_seen s ON s.organization_id = u.organization_id AND s.user_id = u.id
            WHERE u.organization_id = :organizationId AND u.id = :userId AND u.status = 'active'
            """)
    Optional<Presentity> presentity(UUID organizationId, UUID userId);

    /** Notes that the person is here now, or was until now. */
    @Query(
            """
            INSERT INTO presence_last_seen (organization_id, user_id, last_seen)
            VALUES (:organizationId, :userId, now())
            ON CONFLICT (organization_id, user_id) DO UPDATE SET last_seen = EXCLUDED.last_seen
            """)
    void seen(UUID organizationId, UUID userId);
}

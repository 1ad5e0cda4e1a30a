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
 * Whose presence is shown, and the table {@code presence_last_seen}: whom everybody was told to be
 * here, and when the others were last. In the caller's transaction. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PeopleRepository extends GenericRepository<Presentity, UUID> {

    /** Somebody. */
    @MappedEntity("presence_last_seen")
    record Person(UUID organizationId, UUID userId) {}

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

    /** Those of these people who are shown. */
    @Query(
            """
            SELECT u.id, u.name, coalesce(u.time_zone, o.time_zone) AS time_zone,
                   t.id AS team_id, t.name AS team_name, s.last_seen
            FROM users u JOIN organizations o ON o.id = u.organization_id
            LEFT JOIN teams t ON t.organization_id = u.organization_id AND t.id = u.team_id
            LEFT JOIN presence_last_seen s ON s.organization_id = u.organization_id AND s.user_id = u.id
            WHERE u.organization_id = :organizationId AND u.id = ANY (:userIds)
              AND u.status = 'active'
            """)
    List<Presentity> presentitiesOf(
            UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] userIds);

    /**
     * Waits for whoever settles the same person, on whatever node, until the transaction ends. It
     * writes nothing.
     */
    @Query(
            """
            SELECT true FROM (SELECT pg_advisory_xact_lock(
                hashtextextended(CAST(:userId AS text), 37))) AS held
            """)
    boolean hold(UUID userId);

    /** Notes that the person is here; true if they were not. */
    @Query(
            """
            INSERT INTO presence_last_seen (organization_id, user_id, last_seen, here)
            SELECT organization_id, id, now(), true FROM users
            WHERE organization_id = :organizationId AND id = :userId
            ON CONFLICT (organization_id, user_id)
            DO UPDATE SET last_seen = EXCLUDED.last_seen, here = true
            WHERE NOT presence_last_seen.here
            """)
    boolean came(UUID organizationId, UUID userId);

    /**
     * Notes that the person is not here; true if they were.
     *
     * @param lastSeen when a device of theirs was heard from last; null if nobody knows any more
     */
    @Query(
            """
            UPDATE presence_last_seen
            SET here = false,
                last_seen = GREATEST(last_seen, CAST(:lastSeen AS timestamptz))
            WHERE organization_id = :organizationId AND user_id = :userId AND here
            """)
    boolean went(UUID organizationId, UUID userId, @Nullable Instant lastSeen);

    /** Notes when a device of somebody who is not here was heard from, if that was later. */
    @Query(
            """
            INSERT INTO presence_last_seen (organization_id, user_id, last_seen)
            SELECT organization_id, id, :lastSeen FROM users
            WHERE organization_id = :organizationId AND id = :userId
            ON CONFLICT (organization_id, user_id)
            DO UPDATE SET last_seen = GREATEST(presence_last_seen.last_seen, EXCLUDED.last_seen)
            WHERE NOT presence_last_seen.here
            """)
    void seen(UUID organizationId, UUID userId, Instant lastSeen);

    /** Whom everybody was told to be here. Only as system. */
    @Query("SELECT organization_id, user_id FROM presence_last_seen WHERE here")
    List<Person> here();
}

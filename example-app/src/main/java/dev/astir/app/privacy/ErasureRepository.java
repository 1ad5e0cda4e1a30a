package dev.astir.app.privacy;

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

/** The table {@code erasures}, and the rows of a person that stay without them. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ErasureRepository extends GenericRepository<ErasureRepository.Erasing, UUID> {

    /** An erasure that has begun. */
    @MappedEntity("erasures")
    record Erasing(
            UUID organizationId,
            UUID userId,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> names,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    @Query("SELECT id FROM work_sessions WHERE user_id = :userId AND status = 'active'")
    List<UUID> runningSessions(UUID userId);

    /** Alerts that pages may show. */
    @Query("SELECT id FROM alerts WHERE user_id = :userId")
    List<UUID> alerts(UUID userId);

    /** Whether it begins with this. */
    @Query(
            """
            INSERT INTO erasures (organization_id, user_id, names, started_at)
            VALUES (:organizationId, :userId, :names, :now) ON CONFLICT DO NOTHING
            """)
    boolean begin(
            UUID organizationId,
            UUID userId,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> names,
            Instant now);

    @Query("SELECT * FROM erasures WHERE user_id = :userId")
    Optional<Erasing> find(UUID userId);

    /** When they, their devices and tokens were seen. */
    @Query("DELETE FROM client_activity WHERE client_id IN (" + ClientDataRepository.IDS + ")")
    void forgetClients(UUID userId);

    /** How often they, their devices and tokens did what. */
    @Query(
            "DELETE FROM client_activity_daily WHERE client_id IN ("
                    + ClientDataRepository.IDS
                    + ")")
    void forgetCounts(UUID userId);

    /** Devices stay, so that their keys go on being refused, and are nobody's to know by. */
    @Query(
            """
            UPDATE agents SET status = 'removed', hostname = '', os = '', version = NULL,
                              last_seen_at = NULL
            WHERE user_id = :userId
            """)
    void emptyDevices(UUID userId);

    /** No password has an empty hash, and nobody receives mail at a domain of this name. */
    @Query(
            """
            UPDATE users SET name = :name, email = id || '@erased.invalid', password_hash = '',
                             role = 'employee', status = 'removed', time_zone = NULL,
                             team_id = NULL, erased_at = :now, updated_at = :now
            WHERE id = :userId
            """)
    void emptyPerson(UUID userId, String name, Instant now);

    /** The names stay for the second time. */
    @Query(
            """
            UPDATE erasures SET finished_at = COALESCE(finished_at, :now) WHERE user_id = :userId
            """)
    void finish(UUID userId, Instant now);

    /** Nothing of them is left but this row. */
    @Query("UPDATE erasures SET names = '{}', settled_at = :now WHERE user_id = :userId")
    void settle(UUID userId, Instant now);

    /** Those that are not finished, or not settled, since this time. Only as system. */
    @Query(
            """
            SELECT * FROM erasures
            WHERE settled_at IS NULL AND COALESCE(finished_at, started_at) < :before
            ORDER BY started_at LIMIT :limit
            """)
    List<Erasing> unsettled(Instant before, int limit);
}

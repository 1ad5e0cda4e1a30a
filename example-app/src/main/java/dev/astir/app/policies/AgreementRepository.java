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

/** The table {@code policy_acknowledgements}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AgreementRepository extends GenericRepository<Agreement, UUID> {

    /** The newest version that each person agreed to, if any. */
    String NEWEST_OF_EACH =
            """
            SELECT u.id AS user_id, u.name, k.version, k.acknowledged_at AS at
            FROM users u LEFT JOIN LATERAL (
                SELECT version, acknowledged_at FROM policy_acknowledgements
                WHERE organization_id = u.organization_id AND user_id = u.id
                ORDER BY version DESC LIMIT 1) k ON true
            WHERE u.organization_id = :organizationId
            """;

    /** Nothing changes, and 0 is answered, when the person did so before. */
    @Query(
            """
            INSERT INTO policy_acknowledgements (organization_id, user_id, version, acknowledged_at)
            VALUES (:organizationId, :userId, :version, :now) ON CONFLICT DO NOTHING
            """)
    long acknowledge(UUID organizationId, UUID userId, int version, Instant now);

    /** What this person agreed to. */
    @Query(NEWEST_OF_EACH + " AND u.id = :userId")
    Optional<Agreement> of(UUID organizationId, UUID userId);

    /** What these people agreed to. */
    @Query(NEWEST_OF_EACH + " AND u.id = ANY (:ids)")
    List<Agreement> ofAll(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] ids);

    /** Everybody who may come in, by name; {@code after} is the last id of the page before. */
    @Query(
            NEWEST_OF_EACH
                    + """
                    AND u.status = 'active'
                      AND (CAST(:after AS uuid) IS NULL OR (lower(u.name), u.id) >
                           (SELECT lower(name), id FROM users
                            WHERE organization_id = :organizationId AND id = CAST(:after AS uuid)))
                    ORDER BY lower(u.name), u.id LIMIT :limit
                    """)
    List<Agreement> page(UUID organizationId, @Nullable UUID after, int limit);
}

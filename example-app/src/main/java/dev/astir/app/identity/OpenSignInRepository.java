package dev.astir.app.identity;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sign-ins of a person that hold, in the table {@code token_families}; in a transaction of the
 * organization. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OpenSignInRepository extends GenericRepository<OpenSignInRepository.Row, UUID> {

    /** One of them. */
    @MappedEntity("token_families")
    record Row(
            @Id UUID id,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String address,
            @Nullable String userAgent) {}

    /** Used last first; {@code after} is the last id of the page before. */
    @Query(
            """
            SELECT * FROM token_families
            WHERE user_id = :userId AND revoked_at IS NULL AND expires_at > :now
              AND (CAST(:after AS uuid) IS NULL OR (last_used_at, id) < (
                  SELECT last_used_at, id FROM token_families WHERE id = CAST(:after AS uuid)))
            ORDER BY last_used_at DESC, id DESC LIMIT :limit
            """)
    List<Row> page(UUID userId, Instant now, @Nullable UUID after, int limit);

    /** Ends one that holds. */
    @Query(
            """
            UPDATE token_families SET revoked_at = :now
            WHERE user_id = :userId AND id = :id AND revoked_at IS NULL AND expires_at > :now
            """)
    long end(UUID userId, UUID id, Instant now);

    /** Ends all but one, or simply all. */
    @Query(
            """
            UPDATE token_families SET revoked_at = :now
            WHERE user_id = :userId AND revoked_at IS NULL AND expires_at > :now
              AND id IS DISTINCT FROM CAST(:kept AS uuid)
            """)
    long endAll(UUID userId, @Nullable UUID kept, Instant now);
}

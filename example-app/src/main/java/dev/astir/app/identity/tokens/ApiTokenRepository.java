package dev.astir.app.identity.tokens;

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
 * The table {@code api_tokens}, as people see it, in a transaction of the organization.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApiTokenRepository extends GenericRepository<ApiToken, UUID> {

    @Query("SELECT count(*) FROM api_tokens WHERE user_id = :userId")
    long count(UUID userId);

    @Query(
            """
            INSERT INTO api_tokens (organization_id, id, user_id, name, prefix, token_hash, scopes,
                                    created_at, expires_at)
            VALUES (:organizationId, :id, :userId, :name, :prefix, :hash, :scopes, :now, :expiresAt)
            """)
    void insert(
            UUID organizationId,
            UUID id,
            UUID userId,
            String name,
            String prefix,
            byte[] hash,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> scopes,
            Instant now,
            @Nullable Instant expiresAt);

    /**
     * Tokens by id, those that expired lately among them.
     *
     * @param userId only this person's; null for everybody's
     * @param after the last id of the page before; null for the first page
     */
    @Query(
            """
            SELECT t.id, t.user_id, u.name AS user_name, t.name, t.prefix, t.scopes, t.created_at,
                   t.expires_at, t.last_used_at
            FROM api_tokens t
            JOIN users u ON u.organization_id = t.organization_id AND u.id = t.user_id
            WHERE (CAST(:userId AS uuid) IS NULL OR t.user_id = CAST(:userId AS uuid))
              AND (CAST(:after AS uuid) IS NULL OR t.id > CAST(:after AS uuid))
            ORDER BY t.id LIMIT :limit
            """)
    List<ApiToken> page(@Nullable UUID userId, @Nullable UUID after, int limit);

    /**
     * Ends a token; null if there is none.
     *
     * @param userId only if it is this person's; null for anybody's
     */
    @Query(
            """
            DELETE FROM api_tokens t USING users u
            WHERE t.id = :id AND (CAST(:userId AS uuid) IS NULL OR t.user_id = CAST(:userId AS uuid))
              AND u.organization_id = t.organization_id AND u.id = t.user_id
            RETURNING t.id, t.user_id, u.name AS user_name, t.name, t.prefix, t.scopes,
                      t.created_at, t.expires_at, t.last_used_at
            """)
    @Nullable ApiToken end(UUID id, @Nullable UUID userId);
}

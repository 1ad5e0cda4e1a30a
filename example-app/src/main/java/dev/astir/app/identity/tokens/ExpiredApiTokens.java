package dev.astir.app.identity.tokens;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** API tokens that let nobody in any more. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExpiredApiTokens extends GenericRepository<ApiToken, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM api_tokens WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM api_tokens
                WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}

package dev.astir.app.identity;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Refresh tokens that nobody can use any more, of sign-ins that go on. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExpiredRefreshTokens extends GenericRepository<TokenFamilies.Refresh, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM refresh_tokens WHERE (organization_id, hash) IN (
                SELECT organization_id, hash FROM refresh_tokens
                WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
